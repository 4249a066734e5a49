package dev.muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run is, so that it can be gone on with and its files be made again.
 *
 * @param program the version that began it
 * @param source the job or inventory file as the user named it
 * @param inventoryOrder whether files list devices in the inventory's order in place of completion
 * @param adHoc whether commands were given in place of a job
 * @param inventories the inventory files as {@code failed.yaml} names them
 * @param arguments the command line, with which the job is resolved again
 * @param workingFolder where it was typed; relative paths start from there
 */
public record RunRecord(
        String id,
        String program,
        String job,
        String source,
        Instant started,
        int maxWorkers,
        boolean inventoryOrder,
        boolean adHoc,
        List<String> reports,
        List<String> inventories,
        List<String> arguments,
        String workingFolder) {

    /**
     * What a plan was resolved from and to, without secrets; changes are found by comparing two.
     *
     * @param files what the job was read from
     * @param profiles digests of everything that is asked of a device, by name; devices that are alike share one
     * @param devices in the inventory's order; a device's place is its index
     */
    public record Contents(List<SourceFile> files, List<Map<String, String>> profiles, List<DeviceRecord> devices) {}

    /** @param file the full path */
    public record SourceFile(String file, String sha256) {}

    /**
     * A device of the run.
     *
     * @param facts digest of its data and the job's vars
     * @param profile place in {@link Contents#profiles}
     */
    public record DeviceRecord(
            String name, String host, int port, String platform, String site, String facts, int profile) {}

    /**
     * A process that works on a run.
     *
     * @param started when it began, which tells it from a later one with the same number
     */
    public record Worker(String host, long pid, Instant started) {
        private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

        /** This process. */
        public static Worker current() {
            ProcessHandle process = ProcessHandle.current();
            return new Worker(
                    localHost(), process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
        }

        private static String localHost() {
            try {
                return Files.readString(HOST_NAME).strip();
            } catch (IOException e) {
                return System.getenv().getOrDefault("COMPUTERNAME", "");
            }
        }

        /** Whether it is a process of this machine. */
        public boolean isLocal() {
            return host.equals(localHost());
        }

        /** Whether it is a process of this machine and still there. */
        public boolean isAlive() {
            return isLocal()
                    && ProcessHandle.of(pid)
                            .flatMap(process -> process.info().startInstant())
                            .filter(started::equals)
                            .isPresent();
        }
    }
}
