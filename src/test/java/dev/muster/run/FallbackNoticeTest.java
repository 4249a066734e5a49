package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Logins;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.TelnetDevice;
import dev.muster.transport.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackNoticeTest {
    @TempDir
    Path folder;

    private static DevicePlan by(List<Way> ways, DevicePlan plan) {
        return new DevicePlan(
                plan.index(),
                plan.name(),
                plan.host(),
                plan.target(),
                ways,
                plan.netconf(),
                plan.platform(),
                plan.enablePassword(),
                plan.prompt(),
                plan.limits(),
                plan.site(),
                plan.names(),
                plan.steps(),
                plan.origins());
    }

    @Test
    void aDeviceReachedByItsSecondWayIsTold() throws Exception {
        try (var refuses = new RefusesConnections();
                var router = new TelnetDevice(TelnetDevice.router("cisco", "cisco"))) {
            Plan plan = InProcess.plan(
                    folder,
                    "steps: [{show: show clock}]\n",
                    "defaults: " + InProcess.DEFAULTS + "\ndevices:\n" + InProcess.device("R1", refuses.port()));
            List<Way> ways = List.of(new Way.Ssh(refuses.port()), new Way.Telnet(router.port(), Logins.USUAL));
            var notices = new ArrayList<String>();
            Tally tally =
                    InProcess.run(plan.with(List.of(by(ways, plan.devices().getFirst()))), new Stop(), event -> {
                        if (event instanceof RunEvent.Notice notice) {
                            notices.add(notice.text());
                        }
                    });
            assertEquals(1, tally.count(Status.OK));
            assertEquals(
                    List.of("R1: reached by telnet, not by ssh: connection_refused: 127.0.0.1:" + refuses.port()
                            + ": Connection refused"),
                    notices);
        }
    }
}
