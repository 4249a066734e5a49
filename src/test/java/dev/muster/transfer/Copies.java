package dev.muster.transfer;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.StepResult;
import dev.muster.run.BatchRunner;
import dev.muster.run.Stop;
import dev.muster.session.OutputStore;
import dev.muster.testkit.InProcess;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Jobs with copy steps, run by the engine alone; files of devices land in a folder of the test. */
final class Copies {
    private final Path folder;
    final List<String> notices = new ArrayList<>();

    Copies(Path folder) {
        this.folder = folder;
    }

    /** The result of the only device. */
    DeviceResult run(String job, String inventory) throws Exception {
        return runAll(job, inventory).getFirst();
    }

    /** The only step of the only device. */
    StepResult step(String step, String inventory) throws Exception {
        return run("steps:\n  - copy: {" + step + "}\n", inventory).steps().getFirst();
    }

    List<DeviceResult> runAll(String job, String inventory) throws Exception {
        Plan plan = InProcess.plan(folder, job, inventory);
        var results = new ArrayList<DeviceResult>();
        var info = new RunInfo("1", plan.job(), plan.source(), folder, Instant.now(), 1, plan.maxWorkers());
        try (var connector = new Connector(new SshConnector(folder.resolve("pins")))) {
            new BatchRunner(plan, connector, this::store, new Stop()).run(info, List.of(event -> {
                if (event instanceof RunEvent.DeviceEnded ended) {
                    results.add(ended.result());
                } else if (event instanceof RunEvent.Notice notice) {
                    notices.add(notice.text());
                }
            }));
        }
        return results;
    }

    /** Where a file of a device lands. */
    Path landed(String device, String name) {
        return folder.resolve("downloads").resolve(device + "-" + name);
    }

    private OutputStore store(DevicePlan device) {
        return new OutputStore() {
            @Override
            public Place open() {
                throw new IllegalStateException("this output is too large for a test");
            }

            @Override
            public long memoryLimit() {
                return 1 << 20;
            }

            @Override
            public long limit() {
                return 1 << 20;
            }

            @Override
            public Landing land(String name) throws IOException {
                Files.createDirectories(folder.resolve("downloads"));
                return new Landed(landed(device.name(), name));
            }
        };
    }

    private static final class Landed implements OutputStore.Landing {
        private final Path path;
        private final OutputStream stream;
        private boolean kept;

        Landed(Path path) throws IOException {
            this.path = path;
            this.stream = Files.newOutputStream(path);
        }

        @Override
        public Path file() {
            return path;
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public long room() throws IOException {
            return path.toFile().getUsableSpace();
        }

        @Override
        public void keep() throws IOException {
            stream.close();
            kept = true;
        }

        @Override
        public void close() throws IOException {
            stream.close();
            if (!kept) {
                Files.delete(path);
            }
        }
    }
}
