package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** B14, B18 and B24 as examples: all device types of one file, telnet, and sessions that end whatever happens. */
class EveryTypeTest {
    @TempDir
    Path folder;

    private static List<String> prompts(List<JsonNode> devices) {
        var prompts = new ArrayList<String>();
        devices.forEach(device -> prompts.add(
                device.get("platform").asString() + " " + device.get("prompt").asString()));
        return prompts;
    }

    @Test
    void b14OneFileHoldsAllDeviceTypesOfTheBook() throws Exception {
        Program.Ended ended = Program.job(
                "jobs/book/b14-every-type.yaml", folder.resolve("run"), "--against", "lab", "--order", "inventory");
        assertEquals(0, ended.status(), ended.err());
        List<JsonNode> devices = new Results(folder.resolve("run")).devices();
        assertEquals(
                List.of(
                        "cisco_iosxe R21#",
                        "cisco_iosxe R22#",
                        "cisco_iosxr RP/0/RP0/CPU0:R23#",
                        "cisco_asa R24/pri/act#",
                        "cisco_nxos R25#",
                        "hp_comware <R26>",
                        "hp_comware_limited <R27>",
                        "fujitsu_switch (R28) #",
                        "mikrotik_routeros [cisco@R29] >",
                        "arista_eos R30(s1)#",
                        "juniper_junos cisco@R31>",
                        "aruba_aos_6 (R32) #",
                        "aruba_aos_8 (R33) [mynode] #",
                        "terminal R34>"),
                prompts(devices).stream()
                        .map(prompt -> prompt.replace("{master:0}\n", "").replaceAll("\\[(?:mm|/)]", "[mynode]"))
                        .toList());
        for (JsonNode device : devices) {
            assertFalse(device.at("/steps/0/output").asString().isBlank(), device::toString);
        }
    }

    private TreeMap<String, String> statuses() throws Exception {
        var statuses = new TreeMap<String, String>();
        for (JsonNode device : new Results(folder.resolve("run")).devices()) {
            JsonNode failure = device.get("failure");
            statuses.put(
                    device.get("device").asString(),
                    device.get("status").asString()
                            + (failure.isNull() ? "" : " " + failure.get("kind").asString()));
        }
        return statuses;
    }

    @Test
    void b18TelnetTellsAWrongPasswordFromSilence() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b18-telnet.yaml", folder.resolve("run"));
        assertEquals(1, ended.status(), ended.err());
        assertEquals(
                "{R1=ok, R2=failed authentication, R3=ok, R4=timed_out prompt_timeout}",
                statuses().toString());
    }

    @Test
    void b24SessionsEndInTheirOwnWays() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b24-logged-out.yaml", folder.resolve("run"));
        assertEquals(1, ended.status(), ended.err());
        assertTrue(statuses().toString().startsWith("{R1=ok, R2=refused"), () -> ended.err());
        assertTrue(statuses().get("R3").startsWith("timed_out"), () -> ended.err());
    }
}
