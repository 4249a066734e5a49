package dev.muster.page;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.Map;

/** Texts that wait on disk until the run has ended; what comes twice is kept once. */
final class Spool implements Closeable {
    private static final int BUFFER = 1 << 18;

    /** Where a text is. */
    record Ref(long at, int length) {}

    // Not a FileChannel: an interrupt of the writing thread would close it.
    private final RandomAccessFile file;
    private final Path path;
    private final Map<String, Ref> known = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private long flushed;
    private int filled;

    Spool(Path path, FileAttribute<?>... attributes) throws IOException {
        this.path = path;
        Files.createFile(path, attributes);
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Keeps a text whose SHA-256 is known. */
    Ref put(String sha256, String text) throws IOException {
        Ref ref = known.get(sha256);
        if (ref == null) {
            ref = put(text.getBytes(StandardCharsets.UTF_8));
            known.put(sha256, ref);
        }
        return ref;
    }

    /** Keeps bytes. */
    Ref put(byte[] bytes) throws IOException {
        var ref = new Ref(flushed + filled, bytes.length);
        if (bytes.length > BUFFER - filled) {
            flush();
        }
        if (bytes.length > BUFFER) {
            file.seek(flushed);
            file.write(bytes);
            flushed += bytes.length;
        } else {
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
        return ref;
    }

    /** How much it holds. */
    long size() {
        return flushed + filled;
    }

    byte[] get(Ref ref) throws IOException {
        flush();
        byte[] bytes = new byte[ref.length];
        file.seek(ref.at);
        int got = file.read(bytes);
        if (got < bytes.length && bytes.length > 0) {
            throw new EOFException(path.getFileName() + " became shorter while it was in use");
        }
        return bytes;
    }

    String text(Ref ref) throws IOException {
        return new String(get(ref), StandardCharsets.UTF_8);
    }

    private void flush() throws IOException {
        if (filled > 0) {
            file.seek(flushed);
            file.write(buffer, 0, filled);
            flushed += filled;
            filled = 0;
        }
    }

    /** Closes it and removes its file. */
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
