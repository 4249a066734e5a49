package dev.muster.testkit;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.Severity;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.result.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An audit of a fleet of any size, always the same: five commands, three checks, and a few devices with trouble. */
public final class SampleFleet {
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
    private static final List<String> SITES = List.of("ams", "fra", "lhr", "sin");

    private final int devices;
    private final int workers;

    /** @param devices how many; every 97th does not answer, every 131st refuses the login */
    public SampleFleet(int devices) {
        this.devices = devices;
        this.workers = Math.min(50, Math.max(4, devices / 4));
    }

    /** The run, in a folder. */
    public RunInfo run(Path folder) {
        return new RunInfo(
                "20261122-020000-k3x9", "access-audit", "jobs/access-audit.yaml", folder, START, devices, workers);
    }

    /** All that its listeners hear. */
    public List<RunEvent> events(Path folder) {
        var events = new ArrayList<RunEvent>();
        var counter = new Tally.Counter();
        events.add(new RunEvent.RunStarted(run(folder)));
        var free = new long[workers];
        long end = 0;
        for (int index = 0; index < devices; index++) {
            int worker = earliest(free);
            DeviceResult result = device(index, free[worker]);
            free[worker] += result.timing().total().toMillis() + 1;
            end = Math.max(end, free[worker]);
            counter.add(result);
            events.add(new RunEvent.DeviceEnded(result));
        }
        events.add(new RunEvent.FleetChecked(List.of(new CheckResult(
                "serials are unique",
                "show inventory",
                CheckStatus.PASS,
                Severity.MEDIUM,
                "",
                "two devices with one serial are one device twice",
                ""))));
        events.add(new RunEvent.RunEnded(counter.tally(Duration.ofMillis(end), "")));
        return events;
    }

    private static int earliest(long[] free) {
        int first = 0;
        for (int i = 1; i < free.length; i++) {
            first = free[i] < free[first] ? i : first;
        }
        return first;
    }

    /** One device that began so many milliseconds after the run. */
    public DeviceResult device(int index, long began) {
        var random = new Random(index);
        String name = "acc-" + SITES.get(index % SITES.size()) + "-" + String.format("%04d", index + 1);
        Outcome trouble = trouble(index, name);
        var phases = new LinkedHashMap<Phase, Duration>();
        phases.put(Phase.QUEUE, Duration.ofMillis(began));
        phases.put(Phase.CONNECT, Duration.ofMillis(trouble == null ? 30 + random.nextInt(60) : 1000));
        long total = 1010;
        List<StepResult> steps = List.of();
        if (trouble == null) {
            phases.put(Phase.AUTH, Duration.ofMillis(80 + random.nextInt(80)));
            phases.put(Phase.SETUP, Duration.ofMillis(40 + random.nextInt(40)));
            steps = steps(index, name, random, START.plusMillis(began + 300));
            long spent =
                    steps.stream().mapToLong(step -> step.elapsed().toMillis()).sum();
            phases.put(Phase.STEPS, Duration.ofMillis(spent));
            phases.put(Phase.PARSE, Duration.ofMillis(4));
            phases.put(Phase.CLOSE, Duration.ofMillis(12));
            total = phases.values().stream().mapToLong(Duration::toMillis).sum() - began;
        }
        return new DeviceResult(
                        index,
                        name,
                        "192.0." + (2 + index / 250) + "." + (1 + index % 250),
                        "cisco_iosxe",
                        SITES.get(index % SITES.size()),
                        trouble == null ? name : "",
                        trouble == null ? name + "#" : "",
                        trouble == null ? "privileged" : "",
                        trouble == null ? Outcome.ok() : trouble,
                        1,
                        new Timing(START.plusMillis(began), phases, Duration.ofMillis(total)),
                        steps)
                .checked(trouble == null ? checks(index) : List.of());
    }

    private static @Nullable Outcome trouble(int index, String name) {
        String address = "192.0." + (2 + index / 250) + "." + (1 + index % 250) + ":22";
        if (index % 97 == 8) {
            return new Outcome.Failed(Failure.of(
                    FailureKind.CONNECT_TIMEOUT, Stage.CONNECT, "nothing answered at " + address + " within 10 s"));
        }
        if (index % 131 == 5) {
            return new Outcome.Failed(
                    Failure.of(FailureKind.AUTHENTICATION, Stage.AUTHENTICATE, address + " refused the login of netops")
                            .withEvidence(null, "Welcome to " + name + "\nPassword: \n% Authentication failed"));
        }
        return null;
    }

    private List<CheckResult> checks(int index) {
        boolean telnet = index % 61 == 3;
        return List.of(
                new CheckResult(
                        "approved software",
                        "show version",
                        index % 149 == 2 ? CheckStatus.FAIL : CheckStatus.PASS,
                        Severity.HIGH,
                        index % 149 == 2 ? "found 16.09.04, approved are 17.06.05 and 17.09.04a" : "",
                        "older releases have known holes",
                        "upgrade in the next window"),
                new CheckResult(
                        "no telnet",
                        "show running-config",
                        telnet ? CheckStatus.FAIL : CheckStatus.PASS,
                        Severity.CRITICAL,
                        telnet ? "line vty 0 4\n transport input telnet ssh" : "",
                        "passwords cross the network in the clear",
                        "line vty 0 4; transport input ssh"),
                new CheckResult(
                        "ntp servers",
                        "show running-config",
                        index % 211 == 7 ? CheckStatus.ERROR : CheckStatus.PASS,
                        Severity.MEDIUM,
                        index % 211 == 7 ? "no section `ntp`" : "",
                        "",
                        ""));
    }

    private static List<StepResult> steps(int index, String name, Random random, Instant at) {
        boolean old = index % 149 == 2;
        return List.of(
                step(
                        "show version",
                        version(name, old, random),
                        at,
                        120 + random.nextInt(90),
                        List.of(Map.of(
                                "version",
                                old ? "16.09.04" : "17.06.05",
                                "hostname",
                                name,
                                "serial",
                                "FDO" + (210_000 + index)))),
                step(
                        "show ip interface brief",
                        interfaces(index, random),
                        at.plusMillis(200),
                        90 + random.nextInt(60),
                        interfaceRows(index)),
                step(
                        "show running-config",
                        configuration(index, name),
                        at.plusMillis(350),
                        300 + random.nextInt(400),
                        List.of()),
                step(
                        "show ntp status",
                        "Clock is synchronized, stratum " + (index % 83 == 9 ? 16 : 3) + ", reference is 192.0.2.1\n"
                                + "nominal freq is 250.0000 Hz, actual freq is 250.0000 Hz\nreference time is 02:0"
                                + index % 10
                                + ":11.215 UTC Sun Nov 22 2026",
                        at.plusMillis(800),
                        60 + random.nextInt(30),
                        List.of()),
                step(
                        "show inventory",
                        "NAME: \"Switch 1\", DESCR: \"C9300-48P\"\nPID: C9300-48P , VID: V02 , SN: FDO"
                                + (210_000 + index),
                        at.plusMillis(900),
                        60 + random.nextInt(50),
                        List.of()));
    }

    private static StepResult step(
            String command, String text, Instant at, long millis, List<Map<String, Object>> rows) {
        var rowsWithNulls = new ArrayList<Map<String, @Nullable Object>>();
        rows.forEach(row -> rowsWithNulls.add(new LinkedHashMap<>(new java.util.TreeMap<>(row))));
        return new StepResult(
                "show",
                command,
                Outcome.ok(),
                Output.of(text),
                at,
                Duration.ofMillis(millis),
                "",
                rows.isEmpty() ? null : Parsed.rows(rowsWithNulls, "a template"));
    }

    private static String version(String name, boolean old, Random random) {
        return "Cisco IOS XE Software, Version " + (old ? "16.09.04" : "17.06.05") + "\n"
                + "Copyright (c) 1986-2024 by Cisco Systems, Inc.\n"
                + "Compiled Wed 25-Jan-23 16:07 by mcpre\n\nROM: IOS-XE ROMMON\n"
                + name + " uptime is " + (1 + random.nextInt(60)) + " weeks, " + random.nextInt(7) + " days, "
                + random.nextInt(24) + " hours, " + random.nextInt(60) + " minutes\n"
                + "System restarted at 05:1" + random.nextInt(10) + ":22 UTC Mon Sep " + (1 + random.nextInt(28))
                + " 2026\n"
                + "System image file is \"flash:packages.conf\"\n\n"
                + "This product contains cryptographic features and is subject to laws.\n".repeat(6)
                + "cisco C9300-48P (X86) processor with 1331521K/6147K bytes of memory.\n"
                + "Configuration register is 0x102";
    }

    private static String interfaces(int index, Random random) {
        var text =
                new StringBuilder("Interface              IP-Address      OK? Method Status                Protocol\n");
        for (int port = 0; port < 12; port++) {
            text.append(String.format(
                    "GigabitEthernet1/0/%-4d%-16s%-4s%-7s%-22s%s%n",
                    port + 1,
                    port == 0 ? "10." + index / 250 + "." + index % 250 + ".1" : "unassigned",
                    "YES",
                    "NVRAM",
                    port % 5 == 4 ? "down" : "up",
                    port % 5 == 4 ? "down" : "up"));
        }
        return text.append(random.nextInt(3) == 0 ? "Vlan1 unassigned YES unset administratively down down" : "")
                .toString()
                .strip();
    }

    private static List<Map<String, Object>> interfaceRows(int index) {
        var rows = new ArrayList<Map<String, Object>>();
        for (int port = 0; port < 12; port++) {
            rows.add(Map.of(
                    "interface",
                    "GigabitEthernet1/0/" + (port + 1),
                    "ip_address",
                    port == 0 ? "10." + index / 250 + "." + index % 250 + ".1" : "unassigned",
                    "status",
                    port % 5 == 4 ? "down" : "up",
                    "protocol",
                    port % 5 == 4 ? "down" : "up"));
        }
        return rows;
    }

    private static String configuration(int index, String name) {
        var text = new StringBuilder(
                "Building configuration...\n\nCurrent configuration : " + (4000 + index % 7) + " bytes\n!\n"
                        + "! Last configuration change at 11:2" + index % 10
                        + ":01 UTC Fri Nov 20 2026 by netops\n!\nversion 17.6\n"
                        + "service timestamps log datetime msec\nhostname " + name
                        + "\n!\naaa new-model\naaa authentication login default group tacacs+ local\n!\n");
        for (int port = 1; port <= 24; port++) {
            text.append("interface GigabitEthernet1/0/" + port
                    + "\n description user port\n switchport access vlan 110\n switchport mode access\n"
                    + " spanning-tree portfast\n!\n");
        }
        text.append(
                "ntp server 192.0.2.1\nntp server 192.0.2.2\n!\nsnmp-server community ******** RO\n!\nline vty 0 4\n transport input "
                        + (index % 61 == 3 ? "telnet ssh" : "ssh") + "\n exec-timeout 10 0\n!\nend");
        return text.toString();
    }
}
