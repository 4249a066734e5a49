package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.report.RunFolder;
import dev.muster.report.SafeName;
import dev.muster.session.OutputStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Files below {@code outputs/} in the run's folder for outputs above the memory limit. */
final class LargeOutputs {
    private static final Path FOLDER = Path.of("outputs");
    private static final Path DOWNLOADS = Path.of("downloads");

    private static final int MOST_FILES = 1_000_000;

    private final Path run;
    private final long memoryLimit;
    private final long limit;
    private final SafeName names = new SafeName();
    private final ReentrantLock lock = new ReentrantLock();

    LargeOutputs(Path run, long memoryLimit, long limit) {
        this.run = run;
        this.memoryLimit = memoryLimit;
        this.limit = limit;
    }

    OutputStore of(DevicePlan device) {
        return new Store(device.name());
    }

    private final class Store implements OutputStore {
        private final String device;
        private final SafeName files = new SafeName();
        private int count;

        Store(String device) {
            this.device = device;
        }

        @Override
        public Place open() throws IOException {
            Path folder = run.resolve(FOLDER);
            Files.createDirectories(folder, RunFolder.onlyOwner(folder, "rwx------"));
            Path file = fresh();
            // not a channel that an interrupt would close: Files' stream is only opened here, on the device's thread
            OutputStream stream =
                    Files.newOutputStream(run.resolve(file), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return new Place(file, new BufferedOutputStream(stream, 1 << 16));
        }

        /** A new file, beside those that an earlier process left. */
        private Path fresh() throws IOException {
            while (true) {
                Path file = FOLDER.resolve(safe(device) + "-" + ++count + ".txt");
                Path path = run.resolve(file);
                try {
                    Files.createFile(path, RunFolder.onlyOwner(path, "rw-------"));
                    return file;
                } catch (FileAlreadyExistsException e) {
                    if (count > MOST_FILES) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public Landing land(String name) throws IOException {
            return DownloadFile.create(run, DOWNLOADS.resolve(safe(device)), files.of(name));
        }

        @Override
        public long memoryLimit() {
            return memoryLimit;
        }

        @Override
        public long limit() {
            return limit;
        }
    }

    private String safe(String device) {
        lock.lock();
        try {
            return names.of(device);
        } finally {
            lock.unlock();
        }
    }
}
