package dev.muster.cli;

import dev.muster.inventory.Inventory;
import dev.muster.inventory.Selection;
import dev.muster.job.Job;
import dev.muster.job.RunOptions;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Overrides;
import dev.muster.plan.Planner;
import dev.muster.plan.Prepared;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Permits;
import dev.muster.session.Account;
import dev.muster.session.Findings;
import dev.muster.session.Probe;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Probes devices side by side and tells of each as it ends. */
final class Probing {
    private static final int MOST_AT_ONCE = 50;

    private final List<DevicePlan> devices;
    private final List<Platform> platforms;
    private final FindingsText text;
    private final Queue<Transport> open = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicInteger failed = new AtomicInteger();

    Probing(List<DevicePlan> devices, List<Platform> platforms, FindingsText text) {
        this.devices = devices;
        this.platforms = platforms;
        this.text = text;
    }

    /** How the devices are reached, or null with the reasons in {@code problems}. */
    static @Nullable Prepared plan(
            Inventory inventory, Overrides overrides, PlatformCatalog catalog, Problems problems) {
        var job = new Job(
                "probe",
                "",
                Mark.of("command line"),
                List.of(new Job.Source.Inline(inventory)),
                new Selection(null, List.of(), List.of()),
                Map.of(),
                RunOptions.NONE,
                List.of(),
                List.of(),
                List.of(),
                null);
        return new Planner(overrides, catalog, true, KeystorePassword.sources(System.getenv()), problems).plan(job);
    }

    /** Probes all; the status for the process. */
    int run(Console console) throws InterruptedException, IOException {
        Signals.call(() -> {
            console.say("stopping");
            interrupted.set(true);
            open.forEach(Transport::abort);
        });
        var permits = new Permits(MOST_AT_ONCE);
        try (var connector = new Connector(new SshConnector(SshConnector.defaultPins()));
                FleetScope fleet = FleetScope.open("probe")) {
            for (DevicePlan device : devices) {
                if (permits.acquire() && !interrupted.get()) {
                    fleet.fork(() -> probe(device, connector, permits, console));
                }
            }
            fleet.join();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return interrupted.get() ? 130 : failed.get() > 0 ? ExitCode.NOT_OK : ExitCode.OK;
    }

    private void probe(DevicePlan device, Connector connector, Permits permits, Console console) {
        try {
            text.found(device, findings(device, connector, console));
        } catch (DeviceException e) {
            failed.incrementAndGet();
            text.failed(device, e.failure());
        } catch (InterruptedException e) {
            interrupted.set(true);
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            text.failed(device, Failure.of(FailureKind.INTERNAL, Stage.STEP, e.toString()));
        } finally {
            permits.release();
        }
    }

    private Findings findings(DevicePlan device, Connector connector, Console console)
            throws DeviceException, InterruptedException {
        Transport transport = connector.to(
                device.target(), device.ways(), notice -> console.say(Visible.line(device.name() + ": " + notice)));
        open.add(transport);
        try {
            var account =
                    new Account(device.target().username(), device.target().password(), device.enablePassword());
            var probe = new Probe(transport, platforms, account, device.limits().command());
            var opening = new Opening(device.limits().connect(), device.limits().auth(), phase -> {});
            return probe.run(opening, text.about(device), text::platformName);
        } finally {
            open.remove(transport);
            transport.close();
        }
    }
}
