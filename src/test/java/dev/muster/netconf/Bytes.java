package dev.muster.netconf;

import dev.muster.scope.Deadline;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.SideChannel;
import dev.muster.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A device that has said everything already: its bytes arrive in pieces of one size, then the channel ends. */
final class Bytes implements SideChannel {
    private final byte[] said;
    private final int piece;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int at;

    Bytes(String said, int piece) {
        this(said.getBytes(StandardCharsets.UTF_8), piece);
    }

    Bytes(byte[] said, int piece) {
        this.said = said;
        this.piece = piece;
    }

    @Override
    public Transport.Read read(ByteQueue into, Deadline deadline) {
        int length = Math.min(piece, said.length - at);
        into.add(said, at, length);
        at += length;
        return length == 0 ? Transport.Read.END : Transport.Read.BYTES;
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length, Deadline deadline) {
        heard.write(bytes, offset, length);
        return true;
    }

    String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String errors() {
        return "";
    }

    @Override
    public @Nullable Integer exitStatus() {
        return null;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
