package dev.muster.run;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.lab.LabOptions;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.session.OutputStore;
import dev.muster.testkit.InProcess;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lab devices R1, R2 ... and the engine that runs jobs on them. */
final class Fleet implements AutoCloseable {
    private final Path folder;
    private final List<String> names;
    private final Lab lab;
    final Stop stop = new Stop();
    final Trail trail = new Trail();

    private Fleet(Path folder, List<String> names, Lab lab) {
        this.folder = folder;
        this.names = names;
        this.lab = lab;
    }

    /** One device for each fault; null for a healthy one. */
    static Fleet of(Path folder, LabFault... faults) throws IOException {
        var devices = new ArrayList<LabDevice>();
        for (LabFault fault : faults) {
            String name = "R" + (devices.size() + 1);
            devices.add(fault == null ? LabDevice.of(name) : LabDevice.of(name, fault));
        }
        var options = LabOptions.defaults().withSlow(Duration.ofMillis(400));
        List<String> names = devices.stream().map(LabDevice::hostname).toList();
        return new Fleet(folder, names, Lab.start(devices, 0, options));
    }

    Lab lab() {
        return lab;
    }

    Plan plan(String job) throws IOException {
        return InProcess.plan(folder, job, InProcess.inventory(lab, names));
    }

    Tally run(String job, RunListener... more) throws Exception {
        var listeners = new ArrayList<RunListener>(List.of(more));
        listeners.add(trail);
        return InProcess.run(plan(job), stop, listeners.toArray(RunListener[]::new));
    }

    /** Runs with other places for outputs, or on a connector in another state. */
    Tally run(Plan plan, Connector connector, Function<DevicePlan, OutputStore> outputs) {
        var info = new RunInfo(
                "1",
                plan.job(),
                plan.source(),
                folder,
                Instant.now(),
                plan.devices().size(),
                plan.maxWorkers());
        return new BatchRunner(plan, connector, outputs, stop).run(info, List.of(trail));
    }

    Connector connector() {
        return new Connector(new SshConnector(folder.resolve("pins")));
    }

    @Override
    public void close() {
        lab.close();
    }
}
