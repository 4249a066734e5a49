package dev.muster.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The device's side of NETCONF's framing (RFC 6242) on a wire. */
final class NetconfFrames {
    private static final String MARKER = "]]>]]>";
    private static final int CHUNK = 4096;
    private static final int LARGEST = 64 << 20;

    private final Wire wire;
    private boolean chunks;

    NetconfFrames(Wire wire) {
        this.wire = wire;
    }

    void useChunks() {
        chunks = true;
    }

    String read() throws HungUp {
        return chunks ? readChunks() : readMarked();
    }

    private String readMarked() throws HungUp {
        var text = new ByteArrayOutputStream();
        byte[] last = MARKER.getBytes(StandardCharsets.US_ASCII);
        int matched = 0;
        while (matched < last.length) {
            int next = wire.read();
            text.write(next);
            if (next == last[matched]) {
                matched++;
            } else { // "]]]>" still ends in two brackets
                matched = next == ']' ? (matched == 2 ? 2 : 1) : 0;
            }
            check(text.size());
        }
        String whole = text.toString(StandardCharsets.UTF_8);
        return whole.substring(0, whole.length() - MARKER.length());
    }

    private String readChunks() throws HungUp {
        var text = new ByteArrayOutputStream();
        while (true) {
            expect('\n');
            expect('#');
            int next = wire.read();
            if (next == '#') {
                expect('\n');
                return text.toString(StandardCharsets.UTF_8);
            }
            int size = 0;
            for (; next != '\n'; next = wire.read()) {
                size = size * 10 + Character.digit(next, 10);
                check(size);
            }
            var chunk = new byte[size];
            for (int at = 0; at < size; ) {
                var part = new byte[size - at];
                int length = wire.read(part, part.length);
                System.arraycopy(part, 0, chunk, at, length);
                at += length;
            }
            text.writeBytes(chunk);
            check(text.size());
        }
    }

    private void expect(char wanted) throws HungUp {
        if (wire.read() != wanted) {
            throw wire.cut();
        }
    }

    private void check(int size) throws HungUp {
        if (size < 0 || size > LARGEST) {
            throw wire.cut();
        }
    }

    void write(String message) throws HungUp {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; chunks && from < bytes.length; from += CHUNK) {
            int length = Math.min(CHUNK, bytes.length - from);
            wire.write("\n#" + length + "\n" + latin(bytes, from, length));
        }
        wire.write(chunks ? "\n##\n" : latin(bytes, 0, bytes.length) + MARKER);
    }

    /** As it is, in no frame. */
    void writeBroken(String text) throws HungUp {
        wire.write(text);
    }

    private static String latin(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
