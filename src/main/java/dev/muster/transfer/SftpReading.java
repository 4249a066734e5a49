package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.transfer.SftpWire.Reply;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an open file from its beginning to its end: many pieces asked for at once, each given on in its turn. */
final class SftpReading {
    private final SftpWire wire;
    private final byte[] handle;
    private final Pace pace;
    private final String path;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private final Map<Integer, Piece> asked = new HashMap<>();
    private long next;
    private boolean ended;

    /** A piece of the file, and what came of it. */
    private static final class Piece {
        private final long offset;
        private final int length;
        private byte @Nullable [] bytes;
        private boolean answered;

        Piece(long offset, int length) {
            this.offset = offset;
            this.length = length;
        }
    }

    SftpReading(SftpWire wire, byte[] handle, Pace pace, String path) {
        this.wire = wire;
        this.handle = handle;
        this.pace = pace;
        this.path = path;
    }

    void run(Carrier.Sink sink) throws DeviceException, InterruptedException {
        while (!ended || !asked.isEmpty()) {
            while (!ended && pieces.size() < Sftp.atOnce()) {
                var piece = new Piece(next, Sftp.chunk());
                pieces.addLast(piece);
                ask(piece);
                next += piece.length;
            }
            answer();
            give(sink);
        }
    }

    private void ask(Piece piece) throws DeviceException, InterruptedException {
        asked.put(Sftp.askFor(wire, handle, piece.offset, piece.length), piece);
    }

    private void answer() throws DeviceException, InterruptedException {
        Reply reply = wire.receive();
        Piece piece = asked.remove(reply.id());
        if (piece == null) {
            throw Refusal.garbage("sftp", null);
        }
        piece.bytes = Sftp.piece(reply, path);
        piece.answered = true;
    }

    private void give(Carrier.Sink sink) throws DeviceException, InterruptedException {
        while (!pieces.isEmpty() && pieces.getFirst().answered) {
            Piece piece = pieces.removeFirst();
            byte[] bytes = piece.bytes;
            if (ended) {
                continue;
            }
            if (bytes == null || bytes.length == 0) {
                ended = true;
                continue;
            }
            sink.write(bytes, 0, bytes.length);
            pace.moved(bytes.length);
            if (bytes.length < piece.length) {
                var rest = new Piece(piece.offset + bytes.length, piece.length - bytes.length);
                pieces.addFirst(rest);
                ask(rest);
            }
        }
    }
}
