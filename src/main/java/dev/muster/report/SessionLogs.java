package dev.muster.report;

import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** {@code sessions/<device>.log}: what was said between Muster and each device, written as it happens. */
public final class SessionLogs implements RunListener {
    /** How many bytes of what a device says are kept. */
    static final long MOST_RECEIVED = 16L << 20;

    private static final String FOLDER = "sessions";

    private final Path folder;
    private final SafeName names = new SafeName();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SessionLog> logs = new HashMap<>();
    private volatile @Nullable String trouble;

    SessionLogs(Path run) throws IOException {
        folder = run.resolve(FOLDER);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return; // of a run that is gone on with
        }
        try {
            Files.createDirectory(folder, RunFolder.onlyOwner(folder, "rwx------"));
        } catch (IOException e) {
            throw new IOException(folder + ": " + Trouble.reason(e), e);
        }
    }

    /**
     * What hears the session of a device; again for another attempt.
     *
     * @param whom the device for people, with its address and platform
     */
    public Tap of(String device, String whom) {
        lock.lock();
        try {
            return logs.computeIfAbsent(
                    device,
                    name -> new SessionLog(folder.resolve(names.of(name) + ".log"), whom, MOST_RECEIVED, this::failed));
        } finally {
            lock.unlock();
        }
    }

    private void failed(Path file, IOException why) {
        trouble = file + ": " + Trouble.reason(why) + "; the log of this session is cut there";
    }

    /** The device's log relative to the run's folder, or null when nothing was said to it. */
    public @Nullable String file(String device) {
        lock.lock();
        try {
            SessionLog log = logs.get(device);
            return log == null || !log.exists() ? null : FOLDER + "/" + names.of(device) + ".log";
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void on(RunEvent event) throws IOException {
        if (trouble != null) {
            throw new IOException(trouble);
        }
    }
}
