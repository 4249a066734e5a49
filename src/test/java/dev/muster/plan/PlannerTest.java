package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.plan.DevicePlan.Origin;
import dev.muster.plan.PlannedStep.Exchange;
import dev.muster.platform.PlatformCatalog;
import dev.muster.transport.HostKeyMode;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest extends PlanFixture {
    @Test
    void nearerWinsFromBuiltInToCommandLine() throws IOException {
        List<DevicePlan> devices = prepared(JOB, Overrides.NONE).plan().devices();

        assertEquals(Duration.ofSeconds(60), devices.get(0).limits().command(), "the first group listed");
        assertEquals(Duration.ofSeconds(2), devices.get(0).limits().auth(), "the second group");
        assertEquals(Duration.ofSeconds(70), devices.get(1).limits().command(), "the device");
        assertEquals(Duration.ofSeconds(50), devices.get(2).limits().command(), "the inventory's defaults");
        assertEquals(Duration.ofSeconds(1), devices.get(2).limits().connect(), "the job");
        assertEquals(Limits.DEFAULT.device(), devices.get(2).limits().device(), "built-in");
    }

    @Test
    void targetHasAllThatALoginNeeds() throws IOException {
        List<DevicePlan> devices = prepared(JOB, Overrides.NONE).plan().devices();
        DevicePlan first = devices.get(0);
        DevicePlan third = devices.get(2);

        assertEquals("192.0.2.1:22", first.target().toString());
        assertEquals("[2001:db8::2]:2222", devices.get(1).target().toString());
        assertEquals("s3cret", revealed(first.target().password()), "from the file beside the inventory");
        assertEquals("x", revealed(devices.get(1).enablePassword()));
        assertNull(first.enablePassword());
        assertEquals(HostKeyMode.OFF, first.target().hostKeyMode());
        assertEquals(folder.resolve("keys/known"), first.target().knownHosts(), "relative to the inventory");
        assertEquals(HostKeyMode.STRICT, third.target().hostKeyMode());
        assertEquals(
                Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"),
                third.target().knownHosts());
        assertEquals("+aes128-cbc", third.target().ssh().ciphers());
        assertTrue(third.target().ssh().speakFirst());
        assertEquals("bob", third.target().username());
        assertEquals("ams", first.site());
        assertEquals("", third.site());
    }

    @Test
    void everySettingNamesItsSource() throws IOException {
        var overrides = new Overrides(
                null, null, List.of(), null, null, null, List.of(), Map.of(), null, null, HostKeyMode.STRICT);
        List<DevicePlan> devices = prepared(JOB, overrides).plan().devices();
        String inventory = folder.resolve("devices.yaml").toString();

        assertOrigin(devices.get(0), "limits.command", "1m", inventory + ":3");
        assertOrigin(devices.get(0), "limits.connect", "1s", folder.resolve("job.yaml") + ":3");
        assertOrigin(devices.get(0), "limits.device", "5m", "built-in");
        assertOrigin(devices.get(0), "host_key", "strict", "command line");
        assertOrigin(devices.get(0), "password", "${file:password}", inventory + ":1");
        assertOrigin(devices.get(1), "enable_password", "********", inventory + ":7");
        assertOrigin(devices.get(2), "username", "bob", inventory + ":8");
        assertTrue(devices.get(2).origins().stream()
                .anyMatch(origin ->
                        origin.setting().equals("prompt") && origin.source().equals("platform cisco_iosxe")));
    }

    @Test
    void planAloneLooksNoSecretUp() throws IOException {
        Prepared prepared = prepared(JOB, INVENTORY, Overrides.NONE, false);

        assertNull(prepared.plan().devices().get(0).target().password());
    }

    @Test
    void devicesWithTheSameStepsShareThem() throws IOException {
        String plain = "{inventory: devices.yaml, steps: [{show: show version}, {show: show clock}]}";
        List<DevicePlan> devices = prepared(
                        plain,
                        "defaults: {platform: linux, username: u}\n"
                                + "devices: [{name: A, host: a}, {name: B, host: b}]",
                        Overrides.NONE,
                        true)
                .plan()
                .devices();

        assertSame(devices.get(0).steps(), devices.get(1).steps());
        assertSame(devices.get(0).limits(), devices.get(1).limits());
    }

    @Test
    void commandsAreChosenByPlatformWhateverItsNameIs() throws IOException {
        String job = "{inventory: devices.yaml, steps: [{show: {cisco_ios: show version, linux: [uname, date]}}]}";
        List<DevicePlan> devices = prepared(
                        job,
                        "defaults: {username: u}\ndevices: [{name: A, host: a, platform: cisco_xe}, {name: B, host: b, platform: linux}]",
                        Overrides.NONE,
                        true)
                .plan()
                .devices();

        assertEquals(List.of("show version"), devices.get(0).steps().get(0).commands());
        assertEquals(List.of("uname", "date"), devices.get(1).steps().get(0).commands());
    }

    @Test
    void stepLimitHidesTheDevices() throws IOException {
        List<PlannedStep> steps =
                prepared(JOB, Overrides.NONE).plan().devices().get(1).steps();

        assertEquals(Duration.ofSeconds(70), steps.get(0).limit());
        assertEquals(Duration.ofSeconds(7), steps.get(1).limit());
    }

    @Test
    void sentSecretsAreLookedUpAndStayHidden() throws IOException {
        String job =
                "{inventory: devices.yaml, steps: [{expect: [{send: \"${file:password}\"}, {send: \"hi {{ name }}\"}]}]}";
        PlannedStep step =
                prepared(job, Overrides.NONE).plan().devices().get(0).steps().get(0);
        PlannedStep.Expect expect = assertInstanceOf(PlannedStep.Expect.class, step);
        Exchange.Send secret =
                assertInstanceOf(Exchange.Send.class, expect.exchanges().get(0));

        assertEquals("s3cret", secret.text().reveal());
        assertEquals(List.of("********", "hi R1"), step.commands());
    }

    @Test
    void labIsHandedOverWithItsDevicesOnPortZero() throws IOException {
        Prepared prepared = prepared("{inventory: {lab: {devices: 2}}, steps: [{show: x}]}", Overrides.NONE);

        assertNotNull(prepared.lab());
        assertEquals(
                List.of(0, 0),
                prepared.plan().devices().stream().map(d -> d.target().port()).toList());
        assertEquals(
                List.of(folder.resolve("job.yaml").toString()), prepared.plan().inventories());
    }

    @Test
    void adHocJobIsKnownByItsInventory() throws IOException {
        write("devices.yaml", INVENTORY);
        write("password", "s3cret");
        var problems = new Problems();
        Job job = JobFile.adHoc(folder.resolve("devices.yaml"), List.of("sh ip int br"), problems);
        Prepared prepared = new Planner(Overrides.NONE, new PlatformCatalog(), true, problems).plan(job);

        assertNotNull(prepared);
        assertEquals(folder.resolve("devices.yaml").toString(), prepared.plan().source());
        assertEquals("adhoc", prepared.plan().job());
    }

    @Test
    void transportsOfDevicesThatAreNotSelectedDoNotMatter() throws IOException {
        String job = """
                select: name == 'A'
                devices:
                  - {name: A, host: a, platform: linux, username: u}
                  - {name: B, host: b, platform: linux, username: u, transport: http}
                steps: [{show: x}]
                """;

        assertEquals(List.of("A"), names(prepared(job, Overrides.NONE).plan()));
    }

    @Test
    void nothingOfAPlanShowsASecret() throws IOException {
        Plan plan = prepared(JOB, Overrides.NONE).plan();
        String shown =
                PlanText.of(plan) + plan.devices().stream().map(PlanText::of).toList() + plan;

        assertFalse(shown.contains("s3cret"), shown);
        assertFalse(shown.contains("enable_password  x"), shown);
    }

    private static void assertOrigin(DevicePlan device, String setting, String value, String source) {
        assertTrue(
                device.origins().contains(new Origin(setting, value, source)),
                () -> device.origins().toString());
    }
}
