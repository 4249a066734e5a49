package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import dev.muster.testkit.InProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same device by SSH and by telnet, for every kind of device that the lab simulates. */
class LabByTelnetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arista_eos",
                "aruba_aos_6",
                "aruba_aos_8",
                "cisco_asa",
                "cisco_iosxe",
                "cisco_iosxr",
                "cisco_nxos",
                "frr",
                "fujitsu_switch",
                "hp_comware",
                "juniper_junos",
                "linux",
                "mikrotik_routeros",
            })
    void bothWaysGiveTheSame(String platform) throws Exception {
        var device = new LabDevice("R1", platform, "cisco", "cisco", "cisco", Duration.ZERO, Set.of());
        var results = new ConcurrentHashMap<String, DeviceResult>();
        try (Lab lab = Lab.start(List.of(device), 0)) {
            Plan plan = InProcess.plan(
                    folder, "steps: [{show: [show version, show nonsense, show running-config]}]\n", """
                    defaults: {platform: %s, username: cisco, password: cisco, enable_password: cisco, host_key: "off"}
                    devices:
                      - {name: ssh, host: 127.0.0.1, port: %d}
                      - {name: telnet, host: 127.0.0.1, port: %d, transport: telnet}
                    """.formatted(
                                    platform, lab.port("R1"), lab.telnetPort("R1")));
            InProcess.run(plan, new Stop(), event -> {
                if (event instanceof RunEvent.DeviceEnded ended) {
                    results.put(ended.result().device(), ended.result());
                }
            });
            assertEquals(2, lab.stats().logouts());
        }
        assertEquals(shown(results.get("ssh")), shown(results.get("telnet")));
        assertFalse(results.get("telnet").prompt().isEmpty());
        assertEquals(Set.of("ssh", "telnet"), Map.copyOf(results).keySet());
    }

    private static List<String> shown(DeviceResult result) {
        var shown = new java.util.ArrayList<String>(
                List.of(result.prompt(), result.mode(), result.outcome().toString()));
        for (StepResult step : result.steps()) {
            shown.add(step.status() + " "
                    + (step.output() == null ? "" : timeless(step.output().display())));
        }
        return shown;
    }

    /** Clocks go on between two logins. */
    private static String timeless(String output) {
        return output.replaceAll("\\d+", "0");
    }
}
