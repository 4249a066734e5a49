package dev.muster.journal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file behind a journal: it grows by whole batches, and one process at a time may open it. */
final class JournalFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    // Not a channel for writing: an interrupt of the writing thread would close it.
    private final RandomAccessFile file;
    private final @Nullable Object key;
    private long length;

    private JournalFile(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.key = key(path);
    }

    /** A new file that only its owner may read. */
    static JournalFile create(Path path) throws IOException {
        Files.createFile(path, onlyOwner(path));
        return open(path);
    }

    /**
     * An existing file.
     *
     * @throws BusyException when another process has it open
     */
    static JournalFile open(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (!isLocked(file)) {
                throw new BusyException(path);
            }
            return new JournalFile(path, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The lock is the kernel's: it goes with the process, however that ends. */
    private static boolean isLocked(RandomAccessFile file) {
        try {
            FileLock lock = file.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // a file system without locks
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    Path path() {
        return path;
    }

    /** All of it, from the beginning; to be read to the end before anything is appended, and not to be closed. */
    @SuppressWarnings(
            "resource") // closing the stream would close the file, and any other stream on it would end the lock
    InputStream read() throws IOException {
        file.seek(0);
        return new FileInputStream(file.getFD());
    }

    /** What comes after this many bytes is of no use. */
    void cut(long bytes) throws IOException {
        file.setLength(bytes);
        length = bytes;
    }

    /** Appends all lines, or none when it throws. */
    void append(List<byte[]> lines) throws IOException {
        long before = length;
        try {
            file.seek(length);
            @SuppressWarnings("resource") // as above
            OutputStream out = new BufferedOutputStream(new FileOutputStream(file.getFD()), BUFFER);
            for (byte[] line : lines) {
                out.write(line);
            }
            out.flush();
            length = file.getFilePointer();
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private void takeBack(long to, IOException because) {
        try {
            file.setLength(to);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /**
     * Waits until the disk has everything.
     *
     * @throws IOException also when nobody could find the file any more by its name
     */
    void sync() throws IOException {
        file.getFD().sync();
        if (!Objects.equals(key, key(path))) {
            throw new IOException("it was replaced by another file");
        }
    }

    /** Waits until the disk has another file, or the names in a folder. */
    static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (var channel = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            if (!folder) { // not every system can sync a folder
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
