package dev.muster.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.Await;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files to and from OpenSSH's own server. */
@Timeout(180)
class OpenSshCopyTest {
    private static final String SFTP = "Subsystem sftp internal-sftp";

    @TempDir
    Path folder;

    private OpenSsh ssh;
    private Copies copies;
    private Path device;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        OpenSsh.needs("sshd", "ssh-keygen", "scp");
        ssh = new OpenSsh(folder);
        copies = new Copies(folder);
        device = Files.createDirectory(folder.resolve("device"));
        key = ssh.key("key", "", "-t", "ed25519");
    }

    @AfterEach
    void stop() {
        if (ssh != null) {
            ssh.close();
        }
    }

    private String inventory(String... lines) throws Exception {
        return inventoryOf("linux", lines);
    }

    private String inventoryOf(String platform, String... lines) throws Exception {
        OpenSsh.Server server = ssh.server(List.of(key), lines);
        return "devices:\n  - {name: H1, host: 127.0.0.1, port: " + server.port() + ", platform: " + platform
                + ", username: " + OpenSsh.user() + ", private_key: " + key + ", host_key: \"off\"}\n";
    }

    private Path local(String name, int bytes) throws Exception {
        var content = new byte[bytes];
        new Random(7).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private String put(String from, Path to) {
        return "from: " + from + ", to: \"" + to + "\"";
    }

    private static Failure failure(StepResult step) {
        Failure failure = step.outcome().failure();
        assertNotNull(failure, step.toString());
        return failure;
    }

    private static Output ok(StepResult step) {
        assertEquals(Status.OK, step.status(), step.toString());
        assertNotNull(step.output());
        return step.output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "scp"})
    void aLargeFileGoesBothWaysInASmallHeap(String method) throws Exception {
        byte[] content = Files.readAllBytes(local("large.bin", 64 << 20));
        Files.writeString(folder.resolve("inventory.yaml"), inventory(SFTP));
        Path job = Files.writeString(folder.resolve("job.yaml"), """
                inventory: inventory.yaml
                steps:
                  - copy: {from: large.bin, to: "%1$s/there.bin", method: %2$s, verify: sha256}
                  - {name: back, copy: {direction: get, from: "%1$s/there.bin", method: %2$s, verify: md5}}
                """.formatted(device, method));
        Path out = folder.resolve("run");
        try (Program program = Program.start(List.of("-Xmx40m"), "run", job.toString(), "--out", out.toString())) {
            Program.Ended ended = program.end();
            assertEquals(0, ended.status(), ended.err());
        }
        assertArrayEquals(content, Files.readAllBytes(device.resolve("there.bin")));
        assertArrayEquals(content, Files.readAllBytes(out.resolve("downloads/H1/there.bin")));
        var steps = new Results(out).device("H1").get("steps");
        assertEquals(64 << 20, steps.get(0).get("bytes").asLong());
        assertEquals("downloads/H1/there.bin", steps.get(1).get("output_file").asString());
        assertEquals(
                steps.get(0).get("sha256").asString(),
                steps.get(1).get("sha256").asString());
        assertTrue(steps.get(0).get("output").asString().contains("by " + method), steps.toString());
    }

    @Test
    void withoutSftpAFileGoesByScpAndANoticeSaysSo() throws Exception {
        Path local = local("x.bin", 100_000);
        ok(copies.step(put("x.bin", device.resolve("y.bin")), inventory()));
        assertArrayEquals(Files.readAllBytes(local), Files.readAllBytes(device.resolve("y.bin")));
        assertEquals(List.of("H1: the device offers no SFTP: copied by scp"), copies.notices);
    }

    @Test
    void sftpThatIsAskedForAndNotThereIsRefused() throws Exception {
        local("x.bin", 10);
        Failure failure = failure(copies.step(put("x.bin", device.resolve("y")) + ", method: sftp", inventory()));
        assertEquals(FailureKind.REFUSED_COMMAND, failure.kind());
        assertTrue(failure.hint().contains("method: scp"), failure.hint());
    }

    @Test
    void aDeviceOfOneSessionPerConnectionGetsAFileOverAConnectionOfItsOwn() throws Exception {
        Path local = local("x.bin", 100_000);
        DeviceResult result = copies.run(
                "steps:\n  - copy: {" + put("x.bin", device.resolve("y.bin")) + "}\n  - show: echo still $((40+2))\n",
                inventory(SFTP, "MaxSessions 1"));
        assertEquals(Status.OK, result.status(), result.toString());
        assertArrayEquals(Files.readAllBytes(local), Files.readAllBytes(device.resolve("y.bin")));
        assertTrue(copies.notices.getFirst().contains("a connection of its own"), copies.notices.toString());
        assertEquals("still 42", result.steps().get(1).output().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "scp"})
    void namesWithSpacesAndQuotesAndEmptyFilesArrive(String method) throws Exception {
        Path local = local("empty.bin", 0);
        Path target = device.resolve("it's a $HOME 'name'; true.bin");
        String inventory = inventory(SFTP);
        Output put = ok(copies.step(put("empty.bin", target) + ", method: " + method, inventory));
        assertEquals(0, Files.size(target));
        assertTrue(put.text().contains("sha512sum"), put.text());
        Output got = ok(copies.step(
                "direction: get, from: \"" + target + "\", to: back, method: " + method + ", verify: sha256",
                inventory));
        assertEquals(0, got.bytes());
        assertArrayEquals(Files.readAllBytes(local), Files.readAllBytes(copies.landed("H1", "back")));
    }

    @Test
    void aFileThatIsThereAlreadyIsNotSentAgain() throws Exception {
        Path target = Files.copy(local("x.bin", 5000), device.resolve("x.bin"));
        Files.setLastModifiedTime(target, FileTime.fromMillis(1_000_000));
        for (String verify : List.of("sha256", "md5", "auto")) {
            StepResult step = copies.step(
                    put("x.bin", device).replace(device + "\"", device + "/\"") + ", verify: " + verify,
                    inventory(SFTP));
            assertEquals("unchanged: the device has it already", step.detail(), step.toString());
        }
        assertEquals(1_000_000, Files.getLastModifiedTime(target).toMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "scp"})
    void aPlatformWithoutChecksumCommandsIsReadBack(String method) throws Exception {
        local("x.bin", 200_000);
        String inventory = inventoryOf("terminal", SFTP);
        String step = put("x.bin", device.resolve("y.bin")) + ", verify: sha512, method: " + method;
        Output first = ok(copies.step(step, inventory));
        assertTrue(first.text().contains("here and read back"), first.text());
        assertEquals(
                "unchanged: the device has it already",
                copies.step(step, inventory).detail());
    }

    @Test
    void anotherChecksumOnTheDeviceIsAFailureWithBothSums() throws Exception {
        Files.createDirectory(folder.resolve("platforms"));
        Files.writeString(folder.resolve("platforms/liar.yaml"), """
                id: liar
                extends: linux
                copy: {checksum: {sha256: "printf '%%064d {path}\\n' 7"}}
                """.formatted());
        local("x.bin", 100);
        Files.writeString(folder.resolve("inventory.yaml"), inventoryOf("liar", SFTP));
        Path job = Files.writeString(
                folder.resolve("job.yaml"),
                "inventory: inventory.yaml\nsteps:\n  - copy: {" + put("x.bin", device.resolve("y.bin"))
                        + ", verify: sha256}\n  - show: date\n");
        Path out = folder.resolve("run");
        Program.Ended ended = Program.job(job.toString(), out);
        assertEquals(1, ended.status(), ended.err());
        var steps = new Results(out).rows("H1");
        assertEquals("failed", steps.get(0).get("status"));
        assertTrue(steps.get(0).get("message").contains("0000000007 on the device"), steps.toString());
        assertEquals("skipped", steps.get(1).get("status"), "after a failed change nothing more is done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "scp"})
    void whatTheDeviceRefusesIsSaidInItsWords(String method) throws Exception {
        local("x.bin", 100_000);
        String inventory = inventory(SFTP);
        String by = ", method: " + method;
        Failure nowhere = failure(copies.step(put("x.bin", Path.of("/no/such/folder/x")) + by, inventory));
        assertEquals(FailureKind.REFUSED_COMMAND, nowhere.kind());
        assertTrue(nowhere.message().contains("No such file"), nowhere.message());
        Failure nothing = failure(copies.step("direction: get, from: /no/such/file" + by, inventory));
        assertTrue(nothing.message().contains("No such file"), nothing.message());
        assertFalse(Files.exists(copies.landed("H1", "file")), "nothing is left of a file that never came");
        Failure full = failure(copies.step(put("x.bin", Path.of("/dev/full")) + ", verify: none" + by, inventory));
        assertEquals(FailureKind.REFUSED_COMMAND, full.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "scp"})
    void aConnectionLostInMidTransferIsADisconnect(String method) throws Exception {
        local("large.bin", 64 << 20);
        String inventory = inventory(SFTP);
        Path target = device.resolve("y.bin");
        try (var watch = new Cut(target)) {
            Failure failure = failure(copies.step(put("large.bin", target) + ", method: " + method, inventory));
            assertEquals(FailureKind.DISCONNECTED, failure.kind(), failure.toString());
            assertTrue(failure.message().contains("incomplete"), failure.message());
        }
    }

    /** Ends the server when a file has begun to arrive. */
    private final class Cut implements AutoCloseable {
        private final Thread thread;

        Cut(Path file) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    Await.until(
                            "the file grows",
                            Duration.ofSeconds(60),
                            () -> Files.exists(file) && Files.size(file) > 100_000);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                ssh.close();
            });
        }

        @Override
        public void close() throws InterruptedException {
            thread.join();
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAfterTheIdleTime() throws Exception {
        local("x.bin", 10);
        Failure failure = failure(copies.step(
                put("x.bin", device.resolve("y")) + ", idle: 1s, verify: none",
                inventory("Subsystem sftp /bin/sleep 60")));
        assertEquals(FailureKind.COMMAND_TIMEOUT, failure.kind());
        assertTrue(failure.message().contains("stood still for 1s"), failure.message());
        assertTrue(failure.hint().contains("idle"), failure.hint());
    }

    @Test
    void aServerThatAnswersGarbageIsNotBelieved() throws Exception {
        local("x.bin", 10);
        Failure failure = failure(copies.step(
                put("x.bin", device.resolve("y")) + ", verify: none", inventory("Subsystem sftp /bin/echo Welcome")));
        assertEquals(FailureKind.REFUSED_COMMAND, failure.kind());
        assertTrue(failure.message().contains("does not answer as sftp should"), failure.message());
    }
}
