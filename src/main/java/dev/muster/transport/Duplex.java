package dev.muster.transport;

import java.io.InputStream;
import java.io.OutputStream;

/** Bytes both ways through something that is no socket of MINA's: a jump host's channel, a proxy. */
final class Duplex {
    private final InputStream in;
    private final OutputStream out;
    private final Runnable closing;

    /** @param closing ends both directions at once, from any thread, and may be called again */
    Duplex(InputStream in, OutputStream out, Runnable closing) {
        this.in = in;
        this.out = out;
        this.closing = closing;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    void close() {
        closing.run();
    }
}
