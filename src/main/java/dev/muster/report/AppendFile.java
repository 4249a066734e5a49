package dev.muster.report;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows by whole pieces: a piece is with the operating system when {@link #append} returns, and leaves no
 * trace when it throws.
 */
final class AppendFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    // Not a FileChannel: an interrupt of the writing thread would close it.
    private final RandomAccessFile file;
    private long length;

    /** Opens an existing file, or one that will be created. */
    AppendFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** A new file that only its owner may read; what has the name already, a link too, is left alone and refused. */
    static AppendFile create(Path path) throws IOException {
        Files.createFile(path, RunFolder.onlyOwner(path, "rw-------"));
        return new AppendFile(path);
    }

    long length() {
        return length;
    }

    /** Keeps what an existing file holds. */
    void skipToEnd() throws IOException {
        length = file.length();
    }

    void append(Body piece) throws IOException {
        try {
            file.seek(length);
            // Closing this stream would close the file.
            @SuppressWarnings("resource")
            var out = new BufferedOutputStream(new FileOutputStream(file.getFD()), BUFFER);
            piece.writeTo(out);
            out.flush();
            length = file.getFilePointer();
        } catch (IOException | RuntimeException e) {
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(Exception because) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Copies a part of the file. */
    void copy(long from, long bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, bytes)];
        file.seek(from);
        for (long left = bytes; left > 0; ) {
            int count = file.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("the file became shorter while it was in use");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    /** Waits until the disk has everything. */
    void sync() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
