package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users type wrongly, and what they are told. */
class CommandLineTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run -                                   | `-` is no job file; for standard input name /dev/stdin",
                "run jobs/demo.yaml --select=            | --select is empty",
                "run jobs/demo.yaml extra                | commands go with --devices FILE",
                "run --devices x.yaml show version       | a command of several words needs quotes: 'show version'",
                "run --devices x.yaml --commands no.txt  | muster: no.txt: no such file",
                "run --devices x.yaml --commands docs    | muster: docs: cannot be read: Is a directory",
                "run jobs/demo.yaml --set ntp            | muster: Value for option '--set' (KEY=VALUE) should be",
                "run ~/nowhere.yaml                      | target/test-home/nowhere.yaml: no such file",
                "run --devices=~/nowhere.yaml x          | target/test-home/nowhere.yaml",
            })
    void aMistakeIsToldInOneLineAndNothingRuns(String typed, String told) throws Exception {
        Program.Ended ended = Program.run(typed.split(" "));
        assertEquals(2, ended.status());
        assertTrue(ended.err().lines().findFirst().orElse("").contains(told), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void aPlanOfALabShowsNoPortThatNobodyCanKnow() throws Exception {
        Program.Ended ended = Program.run("plan", "jobs/demo.yaml", "--device", "R3");
        assertEquals(0, ended.status());
        assertTrue(ended.out().startsWith("Device R3  cisco@lab\n"), ended.out());
        assertTrue(ended.out().contains("\n  port               a free one "), ended.out());
    }

    @Test
    void laterStepsSeeThatAStepWasSkipped() throws Exception {
        Path job = Files.writeString(temp.resolve("skipped.yaml"), """
                inventory: {lab: {devices: 1}}
                steps:
                  - {name: never, show: show version, when: name == 'R9'}
                  - {name: instead, show: show clock, when: steps.never.status == 'skipped'}
                """);
        Program.Ended ended = Program.job(job.toString(), temp.resolve("run"));
        assertEquals(0, ended.status(), ended.err());
        assertEquals(List.of("skipped", "ok"), new Results(temp.resolve("run")).column("status"));
    }
}
