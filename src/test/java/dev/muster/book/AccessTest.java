package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabAccess;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.lab.LabOptions;
import dev.muster.testkit.Await;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.Program;
import dev.muster.testkit.Program.Ended;
import dev.muster.testkit.ProxyServer;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B7 and every other way to a device, from an inventory file to the results. */
class AccessTest {
    private static final String DEFAULTS = "{platform: cisco_iosxe, host_key: \"off\", username: cisco";

    @TempDir
    Path temp;

    private Results run(int status, String inventory) throws Exception {
        Path file = Files.writeString(temp.resolve("inventory.yaml"), inventory);
        Path folder = Files.createTempDirectory(temp, "run").resolve("run");
        Ended ended = Program.run("run", "--devices", file.toString(), "--out", folder.toString(), "show clock");
        assertEquals(status, ended.status(), ended.err());
        return new Results(folder);
    }

    private static String device(Lab lab, String name, String more) {
        return "  - {name: " + name + ", host: 127.0.0.1, port: " + lab.port(name) + more + "}\n";
    }

    private static LabDevice with(String name, LabAccess access) {
        return LabDevice.of(name).with(access);
    }

    @Test
    void b7AnOldCipherIsUsedWhereTheInventoryAsksForIt() throws Exception {
        var old = LabOptions.defaults().withCiphers("aes128-cbc");
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1")), 0, old)) {
            String job = Files.readString(Path.of("jobs/book/b07-old-ciphers.yaml"))
                    .replace("host: 192.168.100.1", "host: 127.0.0.1, port: " + lab.port("R1") + ", host_key: \"off\"");
            Path asks = Files.writeString(temp.resolve("asks.yaml"), job);
            Ended with = Program.job(asks.toString(), temp.resolve("with"));
            assertEquals(0, with.status(), with.err());
            assertEquals(
                    "ok", new Results(temp.resolve("with")).rows().getFirst().get("status"));

            String line = ", ssh: {ciphers: \"+aes128-cbc,aes256-cbc\"}";
            assertTrue(job.contains(line), job);
            Path asksNot = Files.writeString(temp.resolve("asks-not.yaml"), job.replace(line, ""));
            Ended without = Program.job(asksNot.toString(), temp.resolve("without"));
            assertEquals(1, without.status());
            assertTrue(without.err().contains("add to it: ssh: {ciphers: \"+aes128-cbc\"}"), without.err());
            CSVRecord row = new Results(temp.resolve("without")).rows().getFirst();
            assertEquals("key_exchange", row.get("failure"));
            assertTrue(row.get("message").contains("we offer aes128-gcm@openssh.com"), row.get("message"));
            assertTrue(row.get("message").endsWith(" offers aes128-cbc"), row.get("message"));
        }
    }

    @Test
    void keysFromAFileAndFromAnAgentLogIn() throws Exception {
        OpenSsh.needs("ssh-keygen", "ssh-agent", "ssh-add");
        try (var ssh = new OpenSsh(temp)) {
            Path file = ssh.key("file", "open sesame", "-t", "rsa", "-b", "2048");
            Path other = ssh.key("other", "", "-t", "ecdsa");
            Path agent = ssh.agent(other);
            LabAccess byFile =
                    LabAccess.BY_PASSWORD.withoutPasswords().withKey(Files.readString(Path.of(file + ".pub")));
            LabAccess byAgent =
                    LabAccess.BY_PASSWORD.withoutPasswords().withKey(Files.readString(Path.of(other + ".pub")));
            try (Lab lab = Lab.start(List.of(with("R1", byFile), with("R2", byAgent)), 0)) {
                Files.writeString(temp.resolve("passphrase"), "open sesame\n");
                Results results = run(
                        0,
                        "defaults: " + DEFAULTS + ", enable_password: cisco}\ndevices:\n"
                                + device(lab, "R1", ", private_key: file, passphrase: \"${file:passphrase}\"")
                                + device(lab, "R2", ", agent: " + agent));
                assertEquals(List.of("ok", "ok"), results.column("status"));
                assertEquals(2, lab.stats().logins());
            }
        }
    }

    @Test
    void credentialsAreTriedInTheirOrderAndEachOnce() throws Exception {
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1"), LabDevice.of("R2")), 0)) {
            String list = ", credentials: [{username: old, password: a}, {password: wrong}, {password: cisco}]";
            Results results = run(
                    1,
                    "defaults: " + DEFAULTS + ", enable_password: cisco}\ndevices:\n" + device(lab, "R1", list)
                            + device(lab, "R2", ", credentials: [{password: x}, {username: y, password: z}]"));
            assertEquals("ok", results.rows("R1").getFirst().get("status"));
            CSVRecord refused = results.rows("R2").getFirst();
            assertEquals("authentication", refused.get("failure"));
            assertTrue(refused.get("message").endsWith(" refused all 2 logins: cisco, y"), refused.get("message"));
            assertEquals(4, lab.stats().authFailures());
            assertEquals(1, lab.stats().logins());
        }
    }

    @Test
    void aFleetBehindAJumpHostUsesOneConnectionToIt() throws Exception {
        List<LabDevice> fleet = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> LabDevice.of("R" + i))
                .toList();
        try (Lab hop = Lab.start(List.of(LabDevice.of("J1", "linux")), 0);
                Lab lab = Lab.start(fleet, 0)) {
            var inventory = new StringBuilder("defaults: " + DEFAULTS + ", password: cisco, enable_password: cisco}\n"
                    + "groups: {inside: {via: J1}}\ndevices:\n");
            inventory.append(device(hop, "J1", ", platform: linux"));
            fleet.forEach(device -> inventory.append(device(lab, device.hostname(), ", groups: inside")));
            Path file = Files.writeString(temp.resolve("hop.yaml"), inventory);
            Path folder = temp.resolve("hop");
            var arguments = List.of("run", "--devices", file.toString(), "--out", folder.toString());
            var inside = new ArrayList<>(arguments);
            inside.addAll(List.of("--select", "'inside' in groups", "show clock"));
            Ended ended = Program.run(inside.toArray(String[]::new));
            assertEquals(0, ended.status(), ended.err());
            assertEquals(20, new Results(folder).rows().size());
            assertEquals(20, lab.stats().logins());
            assertEquals(1, hop.stats().connections());
            assertEquals(0, hop.stats().sessions(), "the run's end closes it");
        }
    }

    @Test
    void aJumpHostThatRefusesTheLoginIsNamedByEveryDeviceAndAskedOnce() throws Exception {
        try (Lab hop = Lab.start(List.of(LabDevice.of("J1", "linux")), 0);
                Lab lab = Lab.start(List.of(LabDevice.of("R1"), LabDevice.of("R2")), 0)) {
            Results results = run(
                    1,
                    "defaults: " + DEFAULTS + ", password: cisco, via: {name: bastion, host: 127.0.0.1, port: "
                            + hop.port("J1") + ", username: ops, password: wrong}}\ndevices:\n" + device(lab, "R1", "")
                            + device(lab, "R2", ""));
            assertEquals(List.of("authentication", "authentication"), results.column("failure"));
            results.column("message")
                    .forEach(message -> assertTrue(message.startsWith("jump host bastion: 127.0.0.1:"), message));
            assertEquals(1, hop.stats().authFailures());
            assertEquals(0, lab.stats().connections());
        }
    }

    @Test
    void aDeviceIsReachedThroughAProxyThatAloneKnowsItsName() throws Exception {
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1")), 0);
                var proxy = new ProxyServer("ann:s3cret")) {
            String inventory = "defaults: " + DEFAULTS
                    + ", password: cisco, enable_password: cisco, proxy: \"socks5://ann:${file:word}@127.0.0.1:"
                    + proxy.port() + "\"}\ndevices:\n  - {name: R1, host: router.inside, port: " + lab.port("R1")
                    + "}\n";
            Files.writeString(temp.resolve("word"), "s3cret");
            Results results = run(0, inventory);
            assertEquals(List.of("ok"), results.column("status"));
            assertEquals(List.of("router.inside:" + lab.port("R1")), proxy.asked());
            Ended plan = Program.run(
                    "plan", "--devices", temp.resolve("inventory.yaml").toString(), "--device", "R1", "show clock");
            assertTrue(plan.out().contains("socks5://********@127.0.0.1:" + proxy.port()), plan.out());
            assertFalse(plan.out().contains("s3cret"));
        }
    }

    @Test
    void netmikosAndScraplisAndAsyncsshsKeysForAccessHaveTheirEffect() throws Exception {
        OpenSsh.needs("ssh-keygen");
        try (var ssh = new OpenSsh(temp)) {
            Path key = ssh.key("id", "secret words", "-t", "rsa", "-m", "PEM");
            LabAccess byKey = LabAccess.BY_PASSWORD.withoutPasswords().withKey(Files.readString(Path.of(key + ".pub")));
            try (Lab hop = Lab.start(List.of(LabDevice.of("J1", "linux")), 0);
                    Lab lab = Lab.start(List.of(with("R1", byKey)), 0)) {
                String to = "host: 127.0.0.1, port: " + lab.port("R1");
                run(
                        0,
                        "- {device_type: cisco_ios, " + to
                                + ", username: cisco, secret: cisco, use_keys: true, key_file: id,"
                                + " passphrase: secret words, ssh_strict: false}\n");
                run(
                        0,
                        "- {platform: cisco_iosxe, " + to + ", auth_username: cisco, auth_secondary: cisco,"
                                + " auth_private_key: id, auth_private_key_passphrase: secret words, auth_strict_key: no}\n");
                run(
                        0,
                        "- {" + to
                                + ", username: cisco, enable_password: cisco, client_keys: [id], passphrase: secret words,"
                                + " known_hosts: null}\n");
                assertEquals(3, lab.stats().logins());
                Results tunnel = run(
                        1,
                        "- {" + to + ", username: cisco, password: cisco, known_hosts: null, tunnel: \"cisco@127.0.0.1:"
                                + hop.port("J1") + "\"}\n");
                assertEquals(1, hop.stats().logins());
                assertEquals("authentication", tunnel.column("failure").getFirst());
            }
        }
    }

    @Test
    void aJumpHostThatDiesInMidRunIsNamedAsWhatEndedTheConnection() throws Exception {
        OpenSsh.needs("sshd", "ssh-keygen");
        try (var ssh = new OpenSsh(temp);
                Lab lab = Lab.start(List.of(LabDevice.of("R1", LabFault.HANG)), 0)) {
            Path key = ssh.key("id", "", "-t", "ed25519");
            OpenSsh.Server hop = ssh.server(List.of(key));
            Path file = Files.writeString(
                    temp.resolve("dies.yaml"),
                    "defaults: " + DEFAULTS + ", password: cisco, via: {name: bastion, host: 127.0.0.1, port: "
                            + hop.port() + ", username: " + OpenSsh.user() + ", private_key: id}}\ndevices:\n"
                            + device(lab, "R1", ""));
            Path folder = temp.resolve("dies");
            try (Program program =
                    Program.start("run", "--devices", file.toString(), "--out", folder.toString(), "show clock")) {
                Await.until(
                        "R1 is logged in to",
                        Duration.ofSeconds(40),
                        () -> lab.stats().shells() == 1);
                hop.kill();
                assertEquals(1, program.end().status());
            }
            CSVRecord row = new Results(folder).rows("R1").getFirst();
            assertEquals("disconnected", row.get("failure"));
            assertTrue(
                    row.get("message")
                            .startsWith("the connection ended (jump host bastion: its connection ended) before "),
                    row.get("message"));
        }
    }

    @Test
    void aDemandForANewPasswordInPlaceOfAPromptIsAPasswordThatHasRunOut() throws Exception {
        OpenSsh.needs("sshd", "ssh-keygen");
        try (var ssh = new OpenSsh(temp)) {
            Path key = ssh.key("id", "", "-t", "ed25519");
            // what OpenSSH and passwd say when the account's password is too old
            String says = "WARNING: Your password has expired.\\nYou must change your password now and login again!\\n"
                    + "Changing password for ops.\\nCurrent password: ";
            OpenSsh.Server server = ssh.server(List.of(key), "ForceCommand printf '" + says + "'; sleep 60");
            Results results = run(
                    1,
                    "devices: [{name: R1, host: 127.0.0.1, port: " + server.port() + ", platform: linux, username: "
                            + OpenSsh.user() + ", private_key: id, host_key: \"off\"}]");
            assertEquals(List.of("password_expired"), results.column("failure"));
            String last = results.device("R1").get("failure").get("last_output").asString();
            assertTrue(last.contains("Your password has expired."), last);
        }
    }
}
