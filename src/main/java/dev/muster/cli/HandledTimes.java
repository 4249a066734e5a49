package dev.muster.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Up to when each job's times are dealt with, kept in a file that one scheduler at a time may use. */
final class HandledTimes implements AutoCloseable {
    private final Path file;
    private final FileChannel lock;
    private final Properties times = new Properties();

    private HandledTimes(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** @throws IOException for people: another scheduler uses the folder, or it cannot be written */
    static HandledTimes open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lock) == null) {
            lock.close();
            throw new IOException("another `muster schedule` works with " + folder);
        }
        var handled = new HandledTimes(folder.resolve("handled.properties"), lock);
        if (Files.exists(handled.file)) {
            try (InputStream in = Files.newInputStream(handled.file)) {
                handled.times.load(in);
            }
        }
        return handled;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Up to when a job's times are dealt with; empty when it has never been scheduled. */
    Optional<Instant> of(String job) {
        try {
            return Optional.ofNullable(times.getProperty(job)).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Notes it, on disk before anything is started, so that no time is dealt with twice. */
    void put(String job, Instant handled) throws IOException {
        if (handled.toString().equals(times.setProperty(job, handled.toString()))) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        times.store(bytes, "the scheduled time of each job that is dealt with");
        StatusFile.replace(file, bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
