package dev.muster.testkit;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.lab.Lab;
import dev.muster.plan.Overrides;
import dev.muster.plan.Plan;
import dev.muster.plan.Planner;
import dev.muster.plan.Prepared;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.run.BatchRunner;
import dev.muster.run.Stop;
import dev.muster.session.OutputStore;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Jobs run by the engine alone, in this process: for what only its servers and listeners can see. */
public final class InProcess {
    /** What logs in to lab devices. */
    public static final String DEFAULTS =
            "{platform: cisco_iosxe, username: cisco, password: cisco," + " enable_password: cisco, host_key: \"off\"}";

    private InProcess() {}

    /** An inventory of lab devices. */
    public static String inventory(Lab lab, List<String> names) {
        var text = new StringBuilder("defaults: " + DEFAULTS + "\ndevices:\n");
        names.forEach(name -> text.append(device(name, lab.port(name))));
        return text.toString();
    }

    /** A line of an inventory. */
    public static String device(String name, int port) {
        return "  - {name: " + name + ", host: 127.0.0.1, port: " + port + "}\n";
    }

    /** The plan of a job with another inventory. */
    public static Plan plan(Path job, Path inventory) {
        var problems = new Problems();
        Job read = JobFile.read(job, problems);
        var none = Overrides.NONE;
        var overrides = new Overrides(
                inventory,
                none.select(),
                none.limit(),
                none.maxWorkers(),
                none.order(),
                none.onError(),
                none.reports(),
                none.vars(),
                none.username(),
                none.password(),
                none.hostKey());
        Prepared prepared =
                read == null ? null : new Planner(overrides, new PlatformCatalog(), true, problems).plan(read);
        if (prepared == null) {
            throw new AssertionError("no plan: " + problems.all());
        }
        return prepared.plan();
    }

    /** The plan of a job and an inventory given as text. */
    public static Plan plan(Path folder, String job, String inventory) throws IOException {
        Path file = Files.writeString(folder.resolve("inventory.yaml"), inventory);
        return plan(Files.writeString(folder.resolve("job.yaml"), "inventory: inventory.yaml\n" + job), file);
    }

    /** Runs a plan. */
    public static Tally run(Plan plan, Stop stop, RunListener... listeners) throws InterruptedException {
        Path nowhere = Path.of("target", "no-folder");
        var info = new RunInfo(
                "1",
                plan.job(),
                plan.source(),
                nowhere,
                Instant.now(),
                plan.devices().size(),
                plan.maxWorkers());
        try (var connector = new Connector(new SshConnector(nowhere.resolve("known_hosts")))) {
            return new BatchRunner(plan, connector, device -> new InMemory(), stop).run(info, List.of(listeners));
        }
    }

    /** All outputs stay in memory. */
    private static final class InMemory implements OutputStore {
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
    }
}
