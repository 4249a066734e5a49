package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.plan.Plan;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.Await;
import dev.muster.testkit.InProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The platforms of netdev and scrapli from login to logout, over real SSH and telnet sockets. */
class EveryPlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /**
     * What is done to a device of a platform.
     *
     * @param show a command that works, and one that is refused
     * @param good a block of lines that are taken
     * @param bad lines of which the last but one is refused
     * @param kept what shows the change, and what it shows
     */
    private record Work(String platform, List<String> show, List<String> good, List<String> bad, List<String> kept) {
        @Override
        public String toString() {
            return platform;
        }
    }

    private static final List<Work> WORK = List.of(
            new Work(
                    "cisco_iosxe",
                    List.of("show version", "show vresion"),
                    List.of("ntp server 192.0.2.99"),
                    List.of("interface Loopback300", "ip address 10.99.9.9 255.25.255.255", "description NEVER"),
                    List.of("show running-config", "ntp server 192.0.2.99")),
            new Work(
                    "cisco_iosxr",
                    List.of("show version", "show vresion"),
                    List.of("ntp server 192.0.2.99"),
                    List.of("ntp server 192.0.2.98", "ntp sever 192.0.2.97", "hostname NEVER"),
                    List.of("show running-config", "ntp server 192.0.2.99")),
            new Work(
                    "cisco_asa",
                    List.of("show version", "show vresion"),
                    List.of("object network SRV", "host 192.0.2.99"),
                    List.of("object network SRV2", "hots 192.0.2.98", "description NEVER"),
                    List.of("show running-config", "host 192.0.2.99")),
            new Work(
                    "cisco_nxos",
                    List.of("show version", "show vresion"),
                    List.of("vlan 99", "name USERS"),
                    List.of("vlan 98", "nmae USERS", "name NEVER"),
                    List.of("show running-config", "name USERS")),
            new Work(
                    "hp_comware",
                    List.of("display version", "display vresion"),
                    List.of("vlan 99", "name USERS"),
                    List.of("interface GigabitEthernet1/0/1", "nonsense here", "description NEVER"),
                    List.of("display current-configuration", "name USERS")),
            new Work(
                    "hp_comware_limited",
                    List.of("display version", "display vresion"),
                    List.of("vlan 99", "name USERS"),
                    List.of("interface GigabitEthernet1/0/1", "nonsense here", "description NEVER"),
                    List.of("display current-configuration", "name USERS")),
            new Work(
                    "fujitsu_switch",
                    List.of("show version", "show vresion"),
                    List.of("interface 0/1", "description uplink"),
                    List.of("interface 0/2", "descripton x", "description NEVER"),
                    List.of("show running-config", "description uplink")),
            new Work(
                    "mikrotik_routeros",
                    List.of("/system identity print", "/systm"),
                    List.of("/ip route add dst-address=203.0.113.0/24 gateway=192.0.2.254"),
                    List.of("/ip dns set servers=192.0.2.53", "/ip dsn set", "/system identity set name=NEVER"),
                    List.of("/export", "dst-address=203.0.113.0/24 gateway=192.0.2.254")),
            new Work(
                    "arista_eos",
                    List.of("show version", "show vresion"),
                    List.of("vlan 99", "name USERS"),
                    List.of("interface Ethernet1", "descripton x", "description NEVER"),
                    List.of("show running-config", "name USERS")),
            new Work(
                    "juniper_junos",
                    List.of("show version", "show vresion"),
                    List.of("set system domain-name example.net"),
                    List.of("set system location x", "sett system location y", "set system host-name NEVER"),
                    List.of("show configuration | display set", "set system domain-name example.net")),
            new Work(
                    "aruba_aos_6",
                    List.of("show version", "show vresion"),
                    List.of("wlan ssid-profile guest", "essid guest-99"),
                    List.of("wlan ssid-profile guest2", "esid x", "essid NEVER"),
                    List.of("show running-config", "essid guest-99")),
            new Work(
                    "aruba_aos_8",
                    List.of("show version", "show vresion"),
                    List.of("wlan ssid-profile guest", "essid guest-99"),
                    List.of("wlan ssid-profile guest2", "esid x", "essid NEVER"),
                    List.of("show running-config", "essid guest-99")),
            new Work(
                    "frr",
                    List.of("show version", "show vresion"),
                    List.of("ip route 203.0.113.0/24 192.0.2.254"),
                    List.of("interface eth0", "descripton x", "description NEVER"),
                    List.of("show running-config", "ip route 203.0.113.0/24 192.0.2.254")));

    static Stream<Arguments> everyWay() {
        return WORK.stream().flatMap(work -> Stream.of("ssh", "telnet").map(way -> Arguments.of(work, way)));
    }

    private static String inventory(String platform, String way, Lab lab) {
        int port = way.equals("ssh") ? lab.port("R1") : lab.telnetPort("R1");
        return """
                defaults: {platform: %s, username: cisco, password: cisco, enable_password: cisco, host_key: "off"}
                devices: [{name: R1, host: 127.0.0.1, port: %d, transport: %s}]
                """.formatted(platform, port, way);
    }

    private DeviceResult run(String steps, String inventory) throws Exception {
        Plan plan = InProcess.plan(folder, "steps:\n" + steps, inventory);
        var ended = new ArrayList<DeviceResult>();
        InProcess.run(plan, new Stop(), event -> {
            if (event instanceof RunEvent.DeviceEnded device) {
                ended.add(device.result());
            }
        });
        return ended.getFirst();
    }

    private static String quoted(List<String> lines) {
        return String.join(", ", lines.stream().map(line -> '"' + line + '"').toList());
    }

    private static String output(StepResult step) {
        return step.output() == null ? "" : step.output().display();
    }

    private static void assertLeft(DeviceResult result, Work work) {
        Platform platform = new PlatformCatalog().find(work.platform());
        assertNotNull(platform);
        assertEquals(platform.defaultMode(), result.mode(), () -> result.toString());
        assertEquals("R1", result.hostname());
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void isShownRefusedConfiguredSavedAndLeft(Work work, String way) throws Exception {
        var device = new LabDevice("R1", work.platform(), "cisco", "cisco", "cisco", Duration.ZERO, Set.of());
        try (Lab lab = Lab.start(List.of(device), 0)) {
            String inventory = inventory(work.platform(), way, lab);
            changesWell(work, inventory);
            changesBadly(work, inventory);
            assertFalse(lab.commands("R1").stream().anyMatch(typed -> typed.contains("NEVER")), "the rest is not sent");
            Await.until("both shells logged out", PATIENCE, () -> lab.stats().shells() == 0);
            assertEquals(2, lab.stats().logouts());
            Await.until("both connections closed", PATIENCE, () -> lab.stats().sessions() == 0);
        }
    }

    private void changesWell(Work work, String inventory) throws Exception {
        String job = "  - show: [%s]\n  - configure: {lines: [%s], save: true}\n  - show: \"%s\"\n";
        String good = quoted(work.good());
        DeviceResult well =
                run(job.formatted(quoted(work.show()), good, work.kept().getFirst()), inventory);
        List<StepResult> steps = well.steps();
        assertEquals(
                List.of(Status.OK, Status.REFUSED, Status.OK, Status.OK),
                steps.stream().map(StepResult::status).toList(),
                () -> steps.stream()
                        .map(step -> step.outcome() + "\n" + output(step))
                        .toList()
                        .toString());
        assertTrue(output(steps.get(3)).contains(work.kept().get(1)), () -> output(steps.get(3)));
        assertLeft(well, work);
    }

    private void changesBadly(Work work, String inventory) throws Exception {
        String job = "  - configure: [%s]\n  - show: \"%s\"\n";
        DeviceResult badly = run(job.formatted(quoted(work.bad()), work.show().getFirst()), inventory);
        StepResult refused = badly.steps().getFirst();
        assertEquals(Status.REFUSED, refused.status(), () -> refused.outcome() + "\n" + output(refused));
        String line = "line 2 of 3, `" + work.bad().get(1) + "`: ";
        assertTrue(refused.outcome().message().startsWith(line), refused.outcome()::message);
        assertEquals(Status.SKIPPED, badly.steps().get(1).status());
        assertLeft(badly, work);
    }

    static Stream<Arguments> everyCommit() {
        return Stream.of(
                        new Work(
                                "cisco_iosxr",
                                List.of("show running-config"),
                                List.of("ntp server 192.0.2.99"),
                                List.of(),
                                List.of("")),
                        new Work(
                                "juniper_junos",
                                List.of("show configuration | display set"),
                                List.of("set system domain-name 192.0.2.99"),
                                List.of(),
                                List.of("candidate: exclusive, ")),
                        new Work(
                                "arista_eos",
                                List.of("show running-config"),
                                List.of("ntp server 192.0.2.99"),
                                List.of(),
                                List.of("session: muster, ")))
                .flatMap(work -> Stream.of("ssh", "telnet").map(way -> Arguments.of(work, way)));
    }

    @ParameterizedTest
    @MethodSource("everyCommit")
    void aCommitThatMustBeConfirmedIsConfirmed(Work work, String way) throws Exception {
        var device = new LabDevice("R1", work.platform(), "cisco", "cisco", "cisco", Duration.ZERO, Set.of());
        try (Lab lab = Lab.start(List.of(device), 0)) {
            DeviceResult result = run(
                    """
                      - configure: {lines: [%s], %scommit: {confirmed: 5m}}
                      - commit: confirm
                      - show: "%s"
                    """.formatted(
                                    quoted(work.good()),
                                    work.kept().getFirst(),
                                    work.show().getFirst()),
                    inventory(work.platform(), way, lab));
            assertEquals(Status.OK, result.outcome().status(), () -> result.toString());
            assertTrue(
                    output(result.steps().get(2)).contains("192.0.2.99"),
                    () -> output(result.steps().get(2)));
            assertTrue(lab.commands("R1").stream().anyMatch(line -> line.matches("commit (?:confirmed|timer) .*")));
            Await.until("logged out", PATIENCE, () -> lab.stats().logouts() == 1);
        }
    }
}
