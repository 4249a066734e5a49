package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report {@code sessions}: what was said, by SSH and by telnet, without secrets. */
class TranscriptTest {
    private static final String PASSWORD = "Pw-57391";
    private static final String ENABLE = "En-86420";
    private static final String HIDDEN = "Hid-24680";

    @TempDir
    Path temp;

    private static LabDevice device(String name, LabFault... faults) {
        return new LabDevice(name, "cisco_iosxe", "ann", PASSWORD, ENABLE, Duration.ZERO, Set.of(faults));
    }

    private String log(String device) throws Exception {
        return Files.readString(temp.resolve("run/sessions/" + device + ".log"));
    }

    private Path job(Lab lab, String steps) throws Exception {
        return Files.writeString(temp.resolve("job.yaml"), """
                devices:
                  - {name: by-ssh, port: %d, %s}
                  - {name: by-telnet, port: %d, transport: telnet, %s}
                  - {name: broken, port: %d, %s}
                reports: [csv, json, sessions]
                steps:
                %s""".formatted(
                        lab.port("R1"), access(), lab.telnetPort("R2"), access(), lab.port("R3"), access(), steps));
    }

    private static String access() {
        return "host: 127.0.0.1, platform: cisco_iosxe, username: ann, password: " + PASSWORD + ", enable_password: "
                + ENABLE + ", host_key: \"off\"";
    }

    @Test
    void everySessionIsLoggedWithoutItsSecrets() throws Exception {
        var devices = List.of(device("R1"), device("R2"), device("R3", LabFault.CLOSE));
        try (Lab lab = Lab.start(devices, 0)) {
            Path job = job(lab, """
                  - show: show clock
                  - configure: [username bob password %s]
                  - expect: [{send: "%s", hidden: true}, {until: "#"}]
                """.formatted(PASSWORD, HIDDEN));
            Program.Ended ended = Program.run(
                    "run", job.toString(), "--out", temp.resolve("run").toString());
            assertEquals(1, ended.status(), ended.err());
        }
        for (String device : List.of("by-ssh", "by-telnet")) {
            String log = log(device);
            for (String secret : List.of(PASSWORD, ENABLE, HIDDEN)) {
                assertFalse(log.contains(secret), log);
            }
            assertTrue(log.contains("Z > show clock\n"), log);
            assertTrue(log.contains("Z > username bob password ********\n"), log);
            assertTrue(log.contains("Z < Password: \\\n"), log);
            assertTrue(log.contains("Z > ********\n"), log);
            assertTrue(log.contains("Z < R1#\\\n") || log.contains("Z < R2#\\\n"), log);
            assertTrue(log.endsWith("Z = closed by the device\n"), log);
        }
        assertTrue(log("by-telnet").contains("Z < Username: \\\n"), "the login too: " + log("by-telnet"));
        assertTrue(log("by-ssh").contains("= logged in, ssh: software SSH-2.0-"), log("by-ssh"));
        Path sessions = temp.resolve("run/sessions");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions.resolve("by-ssh.log"))));
        String message = new Results(temp.resolve("run"))
                .device("broken")
                .at("/failure/message")
                .asString();
        assertTrue(message.endsWith("(see sessions/broken.log)"), message);
    }

    @Test
    void aRunThatIsKilledLeavesWhatWasSaid() throws Exception {
        try (Lab lab = Lab.start(List.of(device("R1"), device("R2"), device("R3")), 0)) {
            Path job = job(lab, "  - show: show slow 600\n");
            try (Program program = Program.start(
                    "run", job.toString(), "--out", temp.resolve("run").toString(), "--limit", "by-ssh")) {
                Path log = temp.resolve("run/sessions/by-ssh.log");
                Await.until(
                        "the command in the log",
                        Duration.ofSeconds(60),
                        () -> Files.exists(log) && Files.readString(log).contains("Z > show slow 600\n"));
                program.signal("KILL");
            }
            assertTrue(log("by-ssh").contains("Z > enable\n"), log("by-ssh"));
        }
    }
}
