package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.platform.PlatformFile;
import dev.muster.platform.Sketch;
import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.Sessions;
import dev.muster.transport.Access;
import dev.muster.transport.Login;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A probe names the platform of a device, and learns one that it does not know well enough to work with it. */
@Timeout(120)
class ProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Account ACCOUNT = new Account("cisco", Secret.of("cisco"), Secret.of("cisco"));

    @TempDir
    Path folder;

    private static List<Platform> all() {
        return new ArrayList<>(new PlatformCatalog().all().values());
    }

    private static Transport transport(Sessions sessions, Lab lab) {
        var access = new Access(List.of(Login.of("cisco", Secret.of("cisco"))), null, null);
        return sessions.connector().to(sessions.target(lab.port("R1"), access));
    }

    private static Opening opening() {
        return new Opening(PATIENCE, PATIENCE, phase -> {});
    }

    private Findings probe(Lab lab, List<Platform> platforms) throws Exception {
        try (var sessions = new Sessions(folder)) {
            return new Probe(transport(sessions, lab), platforms, ACCOUNT, PATIENCE)
                    .run(opening(), List.of("learned by a test"), host -> "learned");
        }
    }

    private static Lab lab(String platform, LabFault... faults) throws Exception {
        return Lab.start(List.of(LabDevice.of("R1", platform, faults)), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "arista_eos, exec, R1>",
        "aruba_aos_6, exec, (R1) >",
        "aruba_aos_8, exec, (R1) [mynode] >",
        "cisco_asa, exec, R1>",
        "cisco_iosxe, exec, R1>",
        "cisco_iosxr, privilege_exec, RP/0/RP0/CPU0:R1#",
        "cisco_nxos, privilege_exec, R1#",
        "frr, privilege_exec, R1#",
        "fujitsu_switch, exec, (R1) >",
        "hp_comware, privilege_exec, <R1>",
        "hp_comware_limited, privilege_exec, <R1>",
        "juniper_junos, exec, cisco@R1>",
        "linux, cli, cisco@R1:~$",
        "mikrotik_routeros, cli, [cisco@R1] >",
    })
    void everyPlatformOfTheLabIsNamed(String platform, String mode, String prompt) throws Exception {
        try (Lab lab = lab(platform)) {
            Findings found = probe(lab, all());
            assertNull(found.sketch());
            Findings.Named named = Objects.requireNonNull(found.named());
            assertEquals(platform, named.platform().id(), found.toString());
            assertEquals(mode, named.mode());
            assertEquals(prompt, found.prompt());
            assertTrue(named.hostname().contains("R1"), named.hostname());
            assertTrue(String.valueOf(found.peer().facts().get("software")).startsWith("SSH-2.0-"));
            assertNotNull(found.peer().facts().get("cipher"));
            assertEquals(1, lab.stats().logins(), "one login");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_iosxe, show version",
        "arista_eos, show version",
        "fujitsu_switch, show version",
        "hp_comware, display version",
        "frr, show version",
        "cisco_iosxr, show version",
    })
    void aPlatformThatIsNotKnownIsLearnedSoThatItWorks(String platform, String command) throws Exception {
        try (Lab lab = lab(platform)) {
            Sketch sketch = Objects.requireNonNull(probe(lab, List.of()).sketch());
            Platform learned = read(sketch.yaml());
            Platform known = Objects.requireNonNull(new PlatformCatalog().find(platform));
            Answer expected = show(lab, known, command);
            Answer answer = show(lab, learned, command);
            assertEquals("", answer.outcome().message(), sketch.yaml());
            List<String> first = text(expected)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(2)
                    .toList();
            List<String> came =
                    text(answer).lines().filter(line -> !line.isBlank()).toList();
            assertTrue(came.containsAll(first), came + "\n" + sketch.yaml());
            Answer refused = show(lab, learned, "show nothing-of-the-kind");
            assertEquals(
                    FailureKind.REFUSED_COMMAND,
                    Objects.requireNonNull(refused.outcome().failure()).kind(),
                    sketch.yaml());
        }
    }

    /** What was typed; on a slow machine Enter more than once. */
    private static List<String> typed(Findings found) {
        return found.sent().stream().distinct().toList();
    }

    private static String text(Answer answer) {
        return String.valueOf(answer.output().text());
    }

    private static Platform read(String yaml) {
        var problems = new Problems();
        Node document = YamlFile.parse("learned.yaml", yaml, problems);
        Platform platform = document == null ? null : PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all(), yaml);
        return Objects.requireNonNull(platform);
    }

    private Answer show(Lab lab, Platform platform, String command) throws Exception {
        try (var sessions = new Sessions(folder);
                var session = new CliSession(
                        transport(sessions, lab),
                        platform,
                        new CliSession.Settings(null, ACCOUNT, PATIENCE, Folder.none()))) {
            session.open(opening());
            session.login();
            return session.show(command, How.within(PATIENCE));
        }
    }

    @Test
    void aPagerIsAnsweredAndLearned() throws Exception {
        try (Lab lab = lab("cisco_iosxe")) {
            Findings found = probe(lab, List.of(Objects.requireNonNull(new PlatformCatalog().find("cisco_iosxe"))));
            assertEquals("--More--", found.pager());
            assertEquals(List.of("", "show version", "exit"), typed(found), "nothing else was typed");
        }
    }

    @Test
    void onlyWhatIsHarmlessIsTyped() throws Exception {
        try (Lab lab = lab("cisco_iosxe")) {
            Findings found = probe(lab, List.of());
            assertEquals(
                    List.of("", "show muster-probe-0", "enable", "********", "terminal length 0", "exit"),
                    typed(found));
        }
    }

    @Test
    void aDeviceThatSaysNothingIsANamedFailure() throws Exception {
        try (Lab lab = lab("cisco_iosxe", LabFault.HANG);
                var sessions = new Sessions(folder)) {
            var probe = new Probe(transport(sessions, lab), all(), ACCOUNT, Duration.ofSeconds(1));
            DeviceException thrown =
                    assertThrows(DeviceException.class, () -> probe.run(opening(), List.of(), host -> host));
            assertEquals(FailureKind.PROMPT_TIMEOUT, thrown.failure().kind());
        }
    }

    @Test
    void aDeviceThatHangsUpIsANamedFailure() throws Exception {
        try (Lab lab = lab("cisco_iosxe", LabFault.HANG_UP)) {
            DeviceException thrown = assertThrows(DeviceException.class, () -> probe(lab, all()));
            assertEquals(FailureKind.DISCONNECTED, thrown.failure().kind());
        }
    }
}
