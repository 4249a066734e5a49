package dev.muster.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabAccess;
import dev.muster.lab.LabDevice;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.InProcess;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files to and from the lab's devices, which know commands that show checksums. */
@Timeout(120)
class LabCopyTest {
    @TempDir
    Path folder;

    private Lab lab;
    private Copies copies;

    private String start(LabDevice... devices) throws Exception {
        lab = Lab.start(List.of(devices), 0);
        copies = new Copies(folder);
        return InProcess.inventory(
                        lab, List.of(devices).stream().map(LabDevice::hostname).toList())
                .replace("platform: cisco_iosxe", "platform: " + devices[0].platform());
    }

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Failure failure(StepResult step) {
        Failure failure = step.outcome().failure();
        assertNotNull(failure, step.toString());
        return failure;
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_iosxe, scp, md5, verify /md5 flash:x.bin",
        "cisco_nxos, sftp, sha256, show file flash:x.bin sha256sum",
        "arista_eos, sftp, sha512, verify /sha512 flash:x.bin",
        "juniper_junos, sftp, sha256, file checksum sha-256 flash:x.bin",
        "hp_comware, sftp, md5, md5sum flash:x.bin",
        "cisco_asa, scp, md5, verify /md5 flash:x.bin"
    })
    void theDeviceItselfProvesWhatItGot(String platform, String method, String hash, String command) throws Exception {
        String inventory = start(LabDevice.of("R1", platform));
        Files.writeString(folder.resolve("x.bin"), "an image");
        DeviceResult result = copies.run("""
                steps:
                  - {name: first, copy: {from: x.bin, to: "flash:", verify: %1$s}}
                  - {name: again, copy: {from: x.bin, to: "flash:", verify: %1$s}}
                  - {name: back, copy: {direction: get, from: "flash:x.bin", verify: %1$s}}
                """.formatted(hash), inventory);
        assertEquals(Status.OK, result.status(), result.toString());
        String first = result.steps().get(0).output().text();
        assertTrue(first.contains("8 bytes by " + method) && first.contains("(" + command + ")"), first);
        assertEquals(8, result.steps().get(0).output().bytes());
        assertEquals(
                "unchanged: the device has it already", result.steps().get(1).detail());
        assertEquals("an image", Files.readString(copies.landed("R1", "x.bin")));
    }

    @Test
    void pathsAreFilledInForEachDeviceAndNoDownloadOverwritesAnother() throws Exception {
        String inventory = start(LabDevice.of("R1"), LabDevice.of("R2"));
        Files.writeString(folder.resolve("R1.bin"), "one");
        Files.writeString(folder.resolve("R2.bin"), "two");
        List<DeviceResult> results = copies.runAll("""
                steps:
                  - copy: {from: "{{ name }}.bin", to: "flash:image.bin"}
                  - {name: back, copy: {direction: get, from: "flash:image.bin"}}
                """, inventory);
        results.forEach(result -> assertEquals(Status.OK, result.status(), result.toString()));
        assertEquals("one", Files.readString(copies.landed("R1", "image.bin")));
        assertEquals("two", Files.readString(copies.landed("R2", "image.bin")));
    }

    @Test
    void aDeviceOfOneSessionPerConnectionGetsAFileOverAConnectionOfItsOwn() throws Exception {
        String inventory = start(LabDevice.of("R1").with(LabAccess.BY_PASSWORD.withMostShells(1)));
        Files.writeString(folder.resolve("x.bin"), "an image");
        StepResult step = copies.step("from: x.bin, to: \"flash:\", verify: md5", inventory);
        assertEquals(Status.OK, step.status(), step.toString());
        assertTrue(copies.notices.getFirst().contains("a connection of its own"), copies.notices.toString());
        assertEquals(2, lab.stats().logins());
        assertEquals(0, lab.stats().sessions(), "both connections are closed");
    }

    @Test
    void aFullDeviceRefusesAndTheRestIsSkipped() throws Exception {
        String inventory = start(LabDevice.of("R1"));
        try (var sparse = new RandomAccessFile(folder.resolve("huge.bin").toFile(), "rw")) {
            sparse.setLength(300L << 20);
        }
        DeviceResult result = copies.run(
                "steps:\n  - copy: {from: huge.bin, to: \"flash:\", verify: none}\n  - show: show clock\n", inventory);
        Failure failure = failure(result.steps().getFirst());
        assertEquals(FailureKind.REFUSED_COMMAND, failure.kind());
        assertTrue(failure.message().contains("no space left on device"), failure.message());
        assertTrue(failure.hint().contains("remove files"), failure.hint());
        assertTrue(failure.hint().contains("ip scp server enable"), failure.hint());
        assertEquals(Status.SKIPPED, result.steps().get(1).status());
        assertEquals(Status.REFUSED, result.status());
    }

    @Test
    void aDeviceThatWasReachedByTelnetSaysThatCopyingNeedsSsh() throws Exception {
        start(LabDevice.of("R1"));
        Files.writeString(folder.resolve("x.bin"), "an image");
        String inventory = "defaults: " + InProcess.DEFAULTS + "\ndevices:\n  - {name: R1, host: 127.0.0.1, port: "
                + lab.telnetPort("R1") + ", transport: [telnet, ssh]}\n";
        StepResult step = copies.step("from: x.bin, to: \"flash:\"", inventory);
        assertTrue(failure(step).message().contains("needs SSH"), step.toString());
    }
}
