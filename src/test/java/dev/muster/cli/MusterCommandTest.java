package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that contact nobody: what they print where, and their status. */
class MusterCommandTest {
    private static final String JOB = """
            devices:
              - {name: R1, host: 192.0.2.1, platform: cisco_iosxe, username: u, password: "${env:NOWHERE}"}
              - {name: R2, host: 192.0.2.2, platform: frr, username: u, prompt: '^R2> $'}
            run: {max_workers: 7}
            steps: [{show: "show {{ platform }}"}]
            """;

    @TempDir
    Path folder;

    private Screen screen = new Screen(Screen.PLAIN);
    private String err = "";

    private int muster(Object... words) {
        screen = new Screen(Screen.PLAIN);
        String[] arguments = List.of(words).stream().map(String::valueOf).toArray(String[]::new);
        int status = MusterCommand.run(arguments, Map.of(), style -> screen.console());
        err = screen.err();
        return status;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void assertTold(int status, String message) {
        assertEquals(ExitCode.WRONG_INPUT, status, err);
        assertTrue(err.contains(message), err);
        assertEquals("", screen.out());
    }

    @Test
    void withoutACommandItsUseIsShown() {
        assertEquals(ExitCode.OK, muster());
        String use = screen.out();
        assertEquals(ExitCode.OK, muster("--help"));
        assertEquals(use, screen.out());
        assertEquals("", err);
        for (String command : List.of(
                "run", "resume", "status", "report", "plan", "validate", "lab", "platforms", "explain", "help")) {
            assertTrue(Pattern.compile("(?m)^  " + command + " ").matcher(use).find(), command + " is not in " + use);
        }
        for (int code : new int[] {130, 143, 2, 4, 1, 0}) {
            assertTrue(use.contains(" " + code), "status " + code + " is not in " + use);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "resume", "status", "report", "plan", "validate", "lab", "platforms", "explain"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        assertEquals(ExitCode.OK, muster(command, "--help"));
        assertTrue(screen.out().startsWith("Usage: muster " + command), screen.out());
        assertTrue(screen.out().contains("\n  muster " + command), "no example in " + screen.out());
        String help = screen.out();
        assertEquals(ExitCode.OK, muster("help", command));
        assertEquals(help, screen.out());
    }

    @Test
    void theVersionIsShown() {
        assertEquals(ExitCode.OK, muster("--version"));
        assertTrue(screen.out().matches("(?s)\\S.*\\d.*"), screen.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "valdate > muster: no command `valdate`; did you mean `validate`?",
                "rnu > muster: no command `rnu`; did you mean `run`?",
                "xyzzy > muster: no command `xyzzy`; known: ",
                "--quite > muster: Unknown option: '--quite'",
                "run --quite > muster: Unknown option: '--quite'",
                "run --max-workers many x > muster: Invalid value for option '--max-workers'",
                "run --max-workers 0 x > muster: --max-workers is 0; it must be from 1 to 100000",
                "run --order sideways x > muster: --order is `sideways`; known: completed, inventory",
                "run > muster: name a job file, or --devices FILE and commands",
                "run a b > muster: one job file at a time, found a b",
                "run --commands x a > muster: --commands goes with --devices",
                "run --out > muster: Missing required parameter for option '--out'",
                "validate > muster: Missing required parameter: 'FILE'",
                "platforms nope > muster: no platform `nope`",
                "platforms cisco_iosex > muster: no platform `cisco_iosex`; did you mean `cisco_iosxe`?",
                "explain promt_timeout > muster: no failure kind `promt_timeout`; did you mean `prompt_timeout`?",
                "run /nowhere/job.yaml > /nowhere/job.yaml: no such file",
                "validate /nowhere/job.yaml > /nowhere/job.yaml: no such file",
                "plan --bogus x > try: muster plan --help"
            })
    void aWrongCommandLineIsToldOnStandardErrorWithStatusTwo(String line, String message) {
        assertTold(muster((Object[]) line.split(" ", -1)), message);
    }

    @Test
    void controlCharactersOfTheCommandLineDoNotReachTheTerminal() {
        assertEquals(ExitCode.WRONG_INPUT, muster("\u001b[2Jrun"));
        assertTrue(err.indexOf('\u001b') < 0, err);
        assertEquals(ExitCode.WRONG_INPUT, muster("run", "--\u001b[2J"));
        assertTrue(err.indexOf('\u001b') < 0, err);
    }

    @Test
    void soundFilesOfEachKindAreRecognised() throws IOException {
        Path job = file("job.yaml", JOB);
        Path inventory = file("inventory.yaml", "[{host: 192.0.2.1, username: u}]");
        Path platform = file("platform.yaml", "{id: x, default_mode: c, modes: [{name: c, pattern: '>$'}]}");
        assertEquals(ExitCode.OK, muster("validate", job, inventory, platform), err);
        assertEquals(
                job + ": ok, job job for 2 devices\n" + inventory + ": ok, inventory of 1 device\n" + platform
                        + ": ok, platform x\n",
                screen.out());
        assertEquals("", err);
    }

    @Test
    void everyMistakeOfEveryFileIsToldAtOnceAndSoundFilesToo() throws IOException {
        Path sound = file("a.yaml", JOB);
        Path job = file("b.yaml", JOB.replace("show:", "shwo:").replace("max_workers: 7", "max_workers: 0"));
        Path inventory = file("c.yaml", "[{hots: 192.0.2.1}]");
        Path platform = file("d.yaml", "{id: x, modes: [{name: c, pattern: '('}]}");
        assertEquals(ExitCode.WRONG_INPUT, muster("validate", sound, job, inventory, platform));
        assertEquals(sound + ": ok, job a for 2 devices\n", screen.out());
        for (String place : List.of(job + ":4:20: ", job + ":5:10: ", inventory + ":1:3: ", platform + ":1:36: ")) {
            assertTrue(err.contains(place), place + " is not in\n" + err);
        }
        assertTrue(err.lines().allMatch(line -> line.matches("\\S+\\.yaml:\\d+:\\d+: .+")), err);
    }

    @Test
    void aPlanShowsWhatWouldRunWithoutLookingSecretsUp() throws IOException {
        Path job = file("job.yaml", JOB);
        assertEquals(ExitCode.OK, muster("plan", job), err);
        for (String part : List.of("R1", "R2", "192.0.2.1", "show cisco_iosxe", "max_workers   7")) {
            assertTrue(screen.out().contains(part), part + " is not in\n" + screen.out());
        }
        assertEquals(ExitCode.OK, muster("plan", job, "--device", "R1"), err);
        assertTrue(screen.out().contains("${env:NOWHERE}"), screen.out());
        assertTrue(screen.out().contains("job.yaml:2"), screen.out());
        assertTrue(!screen.out().contains("192.0.2.2"), screen.out());
    }

    @Test
    void aDryRunIsAPlan() throws IOException {
        Path job = file("job.yaml", JOB);
        assertEquals(ExitCode.OK, muster("plan", job, "--limit", "R2"), err);
        String plan = screen.out();
        assertEquals(ExitCode.OK, muster("run", "--dry-run", job, "--limit", "R2"), err);
        assertEquals(plan, screen.out());
        assertTrue(!plan.contains("192.0.2.1"), plan);
    }

    @Test
    void aPlanOfAnUnknownDeviceNamesTheOneThatWasMeant() throws IOException {
        Path job = file("job.yaml", JOB);
        assertTold(muster("plan", job, "--device", "R3"), "muster: no device `R3` in this plan; did you mean `R1`?");
        assertTold(muster("plan", job, "--limit", "R9"), "unknown device `R9`");
        assertTold(muster("plan", job, "--select", "nmae == 'R1'"), "unknown name `nmae`; did you mean `name`?");
    }

    @Test
    void aRunWhoseSecretsAreMissingContactsNobodyAndLeavesNoFolder() throws IOException {
        Path job = file("job.yaml", JOB);
        Path out = folder.resolve("out");
        assertTold(muster("run", job, "--out", out), "job.yaml:2:79: environment variable NOWHERE is not set");
        assertTrue(Files.notExists(out));
    }

    @Test
    void platformsAreListedOrShownInFullAlsoByAnAlias() {
        assertEquals(ExitCode.OK, muster("platforms"));
        for (String platform : List.of("cisco_iosxe", "frr", "linux", "terminal")) {
            assertTrue(
                    Pattern.compile("(?m)^" + platform + " +\\S")
                            .matcher(screen.out())
                            .find(),
                    screen.out());
        }
        assertEquals(ExitCode.OK, muster("platforms", "cisco_iosxe"));
        String full = screen.out();
        assertTrue(full.contains("from exec by `enable`") && full.contains("terminal length 0"), full);
        assertEquals(ExitCode.OK, muster("platforms", "cisco_ios"));
        assertEquals(full, screen.out());
    }

    @Test
    void everyFailureKindIsExplained() {
        assertEquals(ExitCode.OK, muster("explain"));
        assertEquals(FailureKind.values().length, screen.out().lines().count());
        for (FailureKind kind : FailureKind.values()) {
            assertEquals(ExitCode.OK, muster("explain", kind.label()));
            assertTrue(screen.out().startsWith(kind.label() + " "), screen.out());
            assertTrue(screen.out().contains(kind.hint()), screen.out());
        }
    }
}
