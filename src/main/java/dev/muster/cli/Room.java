package dev.muster.cli;

import dev.muster.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What this process has room for.
 *
 * @param files how many files and sockets it may have open; {@link Long#MAX_VALUE} where that is not known
 * @param open how many it has open now
 * @param memory how many bytes its heap may grow to
 */
record Room(long files, long open, long memory) {
    /** Its connection, its output or log file, and one to spare. */
    static final int FILES_EACH = 3;

    /** Reports, journal, libraries, and what listeners open for a moment. */
    static final int FILES_BESIDE = 40;

    private static final long MEMORY_EACH = 200 << 10;
    private static final long MEMORY_BESIDE = 48L << 20;
    private static final Path PROCESS = Path.of("/proc/self");

    static Room ofProcess() {
        return of(PROCESS, Runtime.getRuntime().maxMemory());
    }

    /** @param process what Linux tells of the process; elsewhere it is missing, and so is the limit */
    static Room of(Path process, long memory) {
        try (Stream<String> limits = Files.lines(process.resolve("limits"));
                Stream<Path> open = Files.list(process.resolve("fd"))) {
            long files = limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s{2,}")[1])
                    .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            return new Room(files, open.count(), memory);
        } catch (IOException | RuntimeException e) {
            return new Room(Long.MAX_VALUE, 0, memory);
        }
    }

    /** The plan with no more devices at once than there is room for; says so where that is fewer than it wanted. */
    Plan fit(Plan plan, Consumer<String> say) {
        int wanted = Math.min(plan.maxWorkers(), plan.devices().size());
        long byFiles = Math.max(1, (files - open - FILES_BESIDE) / FILES_EACH);
        long byMemory = Math.max(1, (memory - MEMORY_BESIDE) / MEMORY_EACH);
        if (wanted <= Math.min(byFiles, byMemory)) {
            return plan;
        }
        int most = (int) Math.min(byFiles, byMemory);
        say.accept("warning: " + most + " devices at once in place of " + wanted + ": "
                + (byFiles <= byMemory ? tooFewFiles(wanted) : tooLittleMemory(wanted)));
        return plan.atOnce(most);
    }

    private String tooFewFiles(int wanted) {
        long enough = (long) wanted * FILES_EACH + open + FILES_BESIDE;
        return "this process may open " + files + " files and a device needs " + FILES_EACH
                + "; for all of them `ulimit -n` must be at least " + enough;
    }

    private String tooLittleMemory(int wanted) {
        long enough = ((wanted * MEMORY_EACH + MEMORY_BESIDE) >> 20) + 1;
        return "Java may use " + (memory >> 20) + " MiB of memory; for all of them it needs MUSTER_JAVA_OPTS=-Xmx"
                + enough + "m";
    }
}
