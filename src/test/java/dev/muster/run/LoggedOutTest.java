package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.plan.Plan;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.scope.FleetScope;
import dev.muster.testkit.Await;
import dev.muster.testkit.InProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens, the device is logged out where it listens and the connection is closed, as the device counts. */
class LoggedOutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ssh, '{show: show clock}', OK, 1",
        "telnet, '{show: show clock}', OK, 1",
        "ssh, '{show: show nonsense}', REFUSED, 1",
        "telnet, '{show: show nonsense}', REFUSED, 1",
        "ssh, '{configure: [interface Loopback300, ip address 10.9.9.9 255.25.255.255]}', REFUSED, 1",
        "telnet, '{configure: [interface Loopback300, ip address 10.9.9.9 255.25.255.255]}', REFUSED, 1",
        "ssh, '{show: show slow 600, limit: 1s}', TIMED_OUT, 0",
        "telnet, '{show: show slow 600, limit: 1s}', TIMED_OUT, 0",
        "ssh, '{show: show slow 600, name: stop}', CANCELLED, 0",
        "telnet, '{show: show slow 600, name: stop}', CANCELLED, 0",
    })
    void theSessionEnds(String way, String step, Status status, int logouts) throws Exception {
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1")), 0)) {
            int port = way.equals("ssh") ? lab.port("R1") : lab.telnetPort("R1");
            Plan plan = InProcess.plan(
                    folder,
                    "steps: [" + step + "]\n",
                    "defaults: " + InProcess.DEFAULTS + "\ndevices: [{name: R1, host: 127.0.0.1, port: " + port
                            + ", transport: " + way + "}]\n");
            var stop = new Stop();
            Queue<Status> ended = new ConcurrentLinkedQueue<>();
            try (FleetScope scope = FleetScope.open("stopper")) {
                if (step.contains("stop")) {
                    scope.fork(() -> stopWhileItRuns(lab, stop));
                }
                InProcess.run(plan, stop, event -> {
                    if (event instanceof RunEvent.DeviceEnded device) {
                        ended.add(device.result().status());
                    }
                });
                scope.join();
            }
            assertEquals(List.of(status), List.copyOf(ended));
            Await.until("the shell ended", PATIENCE, () -> lab.stats().shells() == 0);
            Await.until("the connection is closed", PATIENCE, () -> lab.stats().sessions() == 0);
            assertEquals(logouts, lab.stats().logouts());
        }
    }

    private static void stopWhileItRuns(Lab lab, Stop stop) {
        try {
            Await.until("the command runs", PATIENCE, () -> lab.commands("R1").contains("show slow 600"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stop.endAll(new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted")));
        }
    }
}
