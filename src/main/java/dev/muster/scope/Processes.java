package dev.muster.scope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Programs of this machine, a bounded number at once for the whole process, each waited for by a platform thread so that
 * none holds a virtual thread's carrier. No shell is between: an argument stays one argument.
 */
public final class Processes {
    /** How many run at once. */
    public static final int AT_ONCE = 64;

    private static final int MOST_OUTPUT = 64 << 10;
    private static final Permits PERMITS = new Permits(AT_ONCE);
    private static final ThreadPoolExecutor POOL = pool();

    private Processes() {}

    /**
     * How a program ended.
     *
     * @param status its exit status; 128 and more when it was killed
     * @param output what it printed, errors too, at most 64 KiB
     * @param inTime false when it was killed because the limit had passed or nobody wanted it any more
     */
    public record Ended(int status, String output, boolean inTime) {}

    private static ThreadPoolExecutor pool() {
        var pool = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("muster-process-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs a program to its end.
     *
     * @param limit how long it may run; the wait for others before it does not count
     * @param orEnd kills it
     * @throws IOException when there is no such program
     */
    public static Ended run(List<String> command, Duration limit, Event orEnd)
            throws IOException, InterruptedException {
        PERMITS.acquire();
        var running = new Running(command);
        try {
            POOL.execute(running);
            boolean inTime = running.done.or(orEnd).await(Deadline.in(limit)) && running.done.hasHappened();
            if (!inTime) {
                running.kill();
            }
            running.done.await(Deadline.in(Duration.ofSeconds(10)));
            return running.ended(inTime);
        } catch (InterruptedException e) {
            running.kill();
            throw e;
        } finally {
            PERMITS.release();
        }
    }

    private static final class Running implements Runnable {
        private final List<String> command;
        private final Event done = new Event();
        private final AtomicReference<@Nullable IOException> failed = new AtomicReference<>();
        private volatile @Nullable Process process;
        private volatile boolean killed;
        private volatile int status = -1;
        private volatile String output = "";

        Running(List<String> command) {
            this.command = command;
        }

        @Override
        public void run() {
            try {
                var builder = new ProcessBuilder(command).redirectErrorStream(true);
                builder.environment().put("LC_ALL", "C");
                Process started = builder.start();
                process = started;
                if (killed) {
                    started.destroyForcibly();
                }
                started.getOutputStream().close();
                try (InputStream in = started.getInputStream()) {
                    output = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
                status = started.waitFor();
            } catch (IOException e) {
                failed.set(killed ? null : e); // killing it closes what it prints
            } catch (InterruptedException e) {
                kill();
            } finally {
                bury();
                done.happen();
            }
        }

        /** Waits for the end of a program that was killed, which comes at once. */
        private void bury() {
            Process started = process;
            try {
                if (killed && started != null) {
                    status = started.waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void kill() {
            killed = true;
            Process started = process;
            if (started != null) {
                started.destroyForcibly();
            }
        }

        Ended ended(boolean inTime) throws IOException {
            IOException why = failed.get();
            if (why != null) {
                throw why;
            }
            return new Ended(status, output, inTime);
        }
    }
}
