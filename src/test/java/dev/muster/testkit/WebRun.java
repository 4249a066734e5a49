package dev.muster.testkit;

import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import dev.muster.run.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A job with steps over HTTP, run against one server of a test. */
public final class WebRun {
    private final Path folder;
    private final String device;
    private final List<String> notices = new CopyOnWriteArrayList<>();

    /** @param device the inventory's keys of the device, such as {@code "http: {port: 80, tls: false}"} */
    public WebRun(Path folder, String device) {
        this.folder = folder;
        this.device = device;
    }

    /** A device that is spoken to in clear at a port. */
    public static WebRun at(Path folder, int port, String... more) {
        String inner = more.length == 0 ? "" : ", " + String.join(", ", more);
        return new WebRun(folder, "http: {port: " + port + ", tls: false" + inner + "}");
    }

    /** The device's result after these steps, each a line of YAML in the form {@code {...}}. */
    public DeviceResult run(String... steps) throws IOException, InterruptedException {
        return job("steps:\n  - " + String.join("\n  - ", steps) + "\n");
    }

    /** The device's result after a whole job. */
    public DeviceResult job(String job) throws IOException, InterruptedException {
        return fleet(job, 1).getFirst();
    }

    /** The results of as many devices as are asked for, all of which are this one. */
    public List<DeviceResult> fleet(String job, int devices) throws IOException, InterruptedException {
        var inventory = new StringBuilder(
                "defaults: {platform: arista_eos, username: net, password: s3cr3t-word, host_key: \"off\"}\n"
                        + "devices:\n");
        for (int i = 1; i <= devices; i++) {
            inventory.append("  - {name: R" + i + ", host: 127.0.0.1, " + device + "}\n");
        }
        Plan plan = InProcess.plan(folder, job, inventory.toString());
        var ended = new ArrayList<DeviceResult>();
        InProcess.run(plan, new Stop(), event -> {
            if (event instanceof RunEvent.DeviceEnded one) {
                ended.add(one.result());
            } else if (event instanceof RunEvent.Notice notice) {
                notices.add(notice.text());
            }
        });
        return ended;
    }

    /** The only step's result. */
    public StepResult step(String... steps) throws IOException, InterruptedException {
        return run(steps).steps().getFirst();
    }

    /** What users were told. */
    public List<String> notices() {
        return notices;
    }
}
