package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device sees of a login, counted by the device: the promises of {@code docs/security.md}. */
class SshTransportTest {
    @TempDir
    Path temp;

    private Program.Ended run(Lab lab, String settings) throws Exception {
        Path inventory = Files.writeString(temp.resolve("lab.yaml"), """
                - {name: R1, host: 127.0.0.1, port: %d, platform: cisco_iosxe, username: cisco, %s}
                """.formatted(lab.port("R1"), settings));
        return Program.run(
                "run",
                "--devices",
                inventory.toString(),
                "--out",
                temp.resolve("run").toString(),
                "show clock");
    }

    @Test
    void aWrongPasswordIsTriedOnceThoughTheDeviceOffersAnotherMethod() throws Exception {
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1")), 0)) {
            Program.Ended ended = run(lab, "password: wrong, host_key: off");
            assertEquals(1, ended.status());
            assertTrue(ended.err().contains(" authentication: "), ended.err());
            assertEquals(1, lab.stats().authFailures());
            assertEquals(1, lab.stats().connections());
        }
    }

    @Test
    void noPasswordIsSentToADeviceWhoseHostKeyIsNotKnown() throws Exception {
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1")), 0)) {
            Program.Ended ended = run(lab, "password: wrong");
            assertEquals(1, ended.status());
            assertTrue(ended.err().contains(" host_key: "), ended.err());
            assertEquals(1, lab.stats().connections());
            assertEquals(0, lab.stats().authFailures());
        }
    }
}
