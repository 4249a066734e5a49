package dev.muster.transport;

import java.net.SocketAddress;

/** Where MINA connects to when the bytes already have their way. */
final class StreamAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Duplex way;

    StreamAddress(Target target, Duplex way) {
        this.name = target.toString();
        this.way = way;
    }

    Duplex way() {
        return way;
    }

    @Override
    public String toString() {
        return name;
    }
}
