package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.OpenSsh;
import dev.muster.transport.Hop;
import dev.muster.transport.Login;
import dev.muster.transport.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As whom, and by which way. */
class AccessPlanTest extends PlanFixture {
    private static final String JOB = """
            inventory: devices.yaml
            steps: [{show: show clock}]
            """;

    private List<DevicePlan> plans(String inventory) throws Exception {
        return prepared(JOB, inventory, Overrides.NONE, true).plan().devices();
    }

    private Target target(String device) throws Exception {
        return plans("devices:\n  - {name: R1, host: 192.0.2.1, platform: linux, username: u, " + device + "}\n")
                .getFirst()
                .target();
    }

    private static Hop via(DevicePlan plan) {
        Hop hop = plan.target().access().via();
        assertNotNull(hop);
        return hop;
    }

    private static List<String> users(Target target) {
        return target.logins().stream().map(Login::username).toList();
    }

    @Test
    void everySettingIsShownWithItsOriginAndWithoutItsSecrets() throws Exception {
        OpenSsh.needs("ssh-keygen");
        new OpenSsh(folder).key("id", "hunter2", "-t", "ed25519");
        write("socket", "");
        String text = PlanText.of(plans("""
                defaults: {platform: linux, username: net, proxy: "socks5://ann:hunter2@proxy:1080"}
                devices:
                  - name: R1
                    host: 192.0.2.1
                    private_key: id
                    passphrase: hunter2
                    agent: socket
                    credentials: [{username: local, password: hunter2}]
                    answers: {Code: hunter2}
                    via: [{name: j1, host: 192.0.2.9, password: hunter2}, ops@192.0.2.10]
                    ssh: {keepalive: 30s, speak_first: true}
                """).getFirst()).replaceAll(" {2,}", "  ");
        for (String line : List.of(
                "private_key  id  devices.yaml:5",
                "passphrase  ********  devices.yaml:6",
                "agent  socket  devices.yaml:7",
                "credentials  local ********  devices.yaml:8",
                "answers  Code: ********  devices.yaml:9",
                "via  j1, 192.0.2.10  devices.yaml:10",
                "proxy  socks5://********@proxy:1080  devices.yaml:1",
                "ssh.speak_first  device  devices.yaml:11",
                "ssh.keepalive  30s  devices.yaml:11")) {
            assertTrue(text.replace(folder + "/", "").contains("  " + line + "\n"), line + " in:\n" + text);
        }
        assertFalse(text.contains("hunter2"), text);
    }

    @Test
    void aPlanNeedsNeitherPassphraseNorAgent() throws Exception {
        OpenSsh.needs("ssh-keygen");
        new OpenSsh(folder).key("id", "hunter2", "-t", "ed25519");
        String inventory = """
                devices:
                  - {name: R1, host: 192.0.2.1, platform: linux, username: u, private_key: id, passphrase: "${env:NOT_SET}"}
                  - {name: R2, host: 192.0.2.2, platform: linux, username: u, private_key: "${env:NOT_SET}", agent: no/socket}
                """;
        assertEquals(
                2,
                prepared(JOB, inventory, Overrides.NONE, false).plan().devices().size());
    }

    @Test
    void aKeyThatOthersCanReadIsWarnedAbout() throws Exception {
        OpenSsh.needs("ssh-keygen");
        Path key = new OpenSsh(folder).key("id", "", "-t", "ed25519");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        String inventory = "devices: [{name: R1, host: h, platform: linux, username: u, private_key: id}]";
        String warning = prepared(JOB, inventory, Overrides.NONE, true)
                .warnings()
                .getLast()
                .toString();
        assertTrue(warning.contains("others can read private key " + key + " (rw-r--r--): chmod 600 it"), warning);
    }

    @Test
    void speakFirstIsAWordOrTrueForTheDevice() throws Exception {
        assertTrue(target("ssh: {speak_first: true}").ssh().speakFirst());
        assertTrue(target("ssh: {speak_first: device}").ssh().speakFirst());
        assertFalse(target("ssh: {speak_first: false}").ssh().speakFirst());
        assertFalse(target("ssh: {speak_first: client}").ssh().speakFirst());
        assertEquals(
                Duration.ofSeconds(30), target("ssh: {keepalive: 30s}").ssh().keepalive());
    }

    @Test
    void anAddressOfVersionSixMayHaveBracketsAndAPort() throws Exception {
        String start = "devices: [{name: R1, platform: linux, username: u, host: ";
        Target target = plans(start + "\"[fe80::1%lo]:2222\"}]").getFirst().target();
        assertEquals("fe80::1%lo", target.host());
        assertEquals(2222, target.port());
        assertEquals("[::1]:22", plans(start + "\"::1\"}]").getFirst().target().toString());
        assertEquals(
                "[::1]:22", plans(start + "\"[::1]\"}]").getFirst().target().toString());
    }

    @Test
    void aDevicesOwnPasswordComesBeforeItsCredentialsUnlessTheseAreNearer() throws Exception {
        String credentials = "credentials: [{username: a, password: x}, {password: y}]";
        assertEquals(List.of("u", "a", "u"), users(target("password: p, " + credentials)));
        assertEquals(List.of("a", "u"), users(target(credentials)));
        List<DevicePlan> nearer = plans("""
                defaults: {platform: linux, username: u, password: p}
                devices: [{name: R1, host: h, credentials: [{username: a, password: x}]}]
                """);
        assertEquals(List.of("a"), users(nearer.getFirst().target()));
        assertEquals(
                1, target("password: p, credentials: [{password: p}]").logins().size(), "nothing is tried twice");
    }

    @Test
    void devicesBehindOneHopNameTheSameTarget() throws Exception {
        List<DevicePlan> plans = plans("""
                defaults: {platform: linux, username: u, password: p, via: {host: jump, port: 2222}}
                devices:
                  - {name: R1, host: h1}
                  - {name: R2, host: h2, password: p}
                """);
        assertEquals(via(plans.get(0)).target(), via(plans.get(1)).target());
        assertSame(
                via(plans.get(0)).target().password(),
                via(plans.get(1)).target().password());
        assertEquals("jump:2222", via(plans.get(0)).target().toString());
        assertEquals("u", via(plans.get(0)).target().username());
    }

    @Test
    void aHopWithALoginOfItsOwnTakesNothingOfTheDevices() throws Exception {
        Target hop = via(plans("""
                defaults: {platform: linux, username: u, private_key: "${file:nothing}", password: p}
                devices: [{name: R1, host: h1, private_key: [], via: {host: jump, password: own, limits: {connect: 3s}}}]
                """.replace(", private_key: \"${file:nothing}\"", ""))
                        .getFirst())
                .target();
        assertEquals("own", revealed(hop.password()));
        assertEquals("u", hop.username());
    }

    @Test
    void hopsAreChainedAndAJumpHostInDefaultsDoesNotStandInItsOwnWay() throws Exception {
        List<DevicePlan> plans = plans("""
                defaults: {platform: linux, username: u, via: j1}
                devices:
                  - {name: j1, host: h1}
                  - {name: j2, host: h2}
                  - {name: R1, host: h3, via: j2}
                  - {name: R2, host: h4, via: none}
                """);
        assertNull(plans.get(0).target().access().via());
        assertEquals("j1", via(plans.get(1)).name());
        assertEquals("j2", via(plans.get(2)).name());
        Hop first = via(plans.get(2)).target().access().via();
        assertNotNull(first);
        assertEquals("j1", first.name());
        assertNull(plans.get(3).target().access().via());
    }

    @Test
    void aProxyServesTheFirstHopOnly() throws Exception {
        Target target = target("proxy: \"http://proxy:8080\", via: [{host: j1}, {host: j2}]");
        Hop last = target.access().via();
        assertNotNull(last);
        Hop first = last.target().access().via();
        assertNotNull(first);
        assertNull(target.access().proxy());
        assertNull(last.target().access().proxy());
        assertEquals("http://proxy:8080", String.valueOf(first.target().access().proxy()));
        assertNull(target("proxy: none").access().proxy());
    }
}
