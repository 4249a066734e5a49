package dev.muster.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code same_as}: with a file, with an earlier run, with another answer. */
class DriftTest {
    @TempDir
    Path folder;

    private Audited device() {
        return new Audited(folder);
    }

    @Test
    void anAnswerIsComparedWithAFileOfTheDevice() throws IOException {
        Files.createDirectories(folder.resolve("baselines"));
        Files.writeString(folder.resolve("baselines/R1.txt"), "\nhostname R1  \nntp server 192.0.2.1\nend\n\n");
        String check = "{of: config, same_as: 'baselines/{{ device.name }}.txt', ignore: '^! '}";
        assertEquals(
                "pass",
                device().config("! at 12:01\nhostname R1\nntp server 192.0.2.1\nend")
                        .of(check));
        assertEquals(
                "fail: differs from " + folder.resolve("baselines/R1.txt") + ":\nline 2:\n-ntp server 192.0.2.1\n"
                        + "+ntp server 203.0.113.7\n+snmp-server community public",
                device().config("hostname R1\nntp server 203.0.113.7\nsnmp-server community public\nend")
                        .of(check));
        Files.delete(folder.resolve("baselines/R1.txt"));
        assertEquals(
                "error: there is no baseline " + folder.resolve("baselines/R1.txt"),
                device().config("x").of(check));
    }

    @Test
    void anAnswerIsComparedWithThatOfAnEarlierRun() {
        EarlierRuns earlier = (device, step, command) ->
                device.equals("R1") && step.equals("config") && command.equals("show running-config")
                        ? new EarlierRuns.Answer("20261121-020000-k3x9", Output.of("a\nb"), folder)
                        : null;
        String check = "{of: config, same_as: last_run}";
        assertEquals("pass", device().earlier(earlier).config("a\nb").of(check));
        assertEquals(
                "fail: differs from run 20261121-020000-k3x9:\nline 2:\n-b\n+c",
                device().earlier(earlier).config("a\nc").of(check));
        assertEquals(
                "error: no earlier run of this job has an answer to `show running-config` of this device; the next run is"
                        + " compared with this one",
                device().config("a").of(check));
        assertTrue(device().config("a")
                .of("{of: config, same_as: last_run, first_run: skip}")
                .startsWith("skipped: "));
    }

    @Test
    void anAnswerIsComparedWithAnotherOfTheSameRun() {
        var device = device().config("a\nb").step(Audited.answer("table", Output.of("a")));
        assertEquals("fail: differs from `table`:\nline 2:\n+b", device.of("{of: config, same_as: {of: table}}"));
    }

    @Test
    void configurationsThatHaveNothingInCommonAreToldWithoutComparingEachLine() throws IOException {
        var before = new StringBuilder();
        var after = new StringBuilder();
        for (int i = 0; i < 6000; i++) {
            before.append("before ").append(i).append('\n');
            after.append("after ").append(i).append('\n');
        }
        Files.writeString(folder.resolve("b.txt"), before);
        String found = device().config(after.toString()).of("{of: config, same_as: b.txt}");
        assertTrue(found.contains("from line 1, 6000 lines are 6000 others"), found);
    }
}
