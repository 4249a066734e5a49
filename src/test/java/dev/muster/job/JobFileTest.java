package dev.muster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.inventory.Setting;
import dev.muster.job.Job.Source;
import dev.muster.job.Step.Commands;
import dev.muster.job.Step.Line;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JobFileTest {
    private final Problems problems = new Problems();

    @Test
    void everyKeyOfAJobIsRead() {
        Job job = JobFile.read(Path.of("src/test/resources/jobs/valid/whole.yaml"), problems);

        assertNotNull(job);
        assertEquals("access-audit", job.name());
        assertEquals(7, job.run().maxWorkers());
        assertEquals(RunOptions.Order.INVENTORY, job.run().order());
        assertEquals(RunOptions.OnError.STOP, job.run().onError());
        assertEquals(Duration.ofHours(2), job.run().runLimit());
        assertEquals(64L << 10, job.run().memoryLimit());
        assertEquals(2L << 20, job.run().outputLimit());
        var command = job.run().limits().get(Setting.LIMIT_COMMAND);
        assertNotNull(command);
        assertEquals(Duration.ofSeconds(90), command.value());
        assertEquals(List.of("files", "jsonl"), job.reports());
        assertEquals(3, job.selection().names().size());
    }

    @Test
    void inventoryIsSoughtBesideTheJobFile() {
        Job job = JobFile.read(Path.of("src/test/resources/jobs/valid/whole.yaml"), problems);

        assertNotNull(job);
        Source.File file = assertInstanceOf(Source.File.class, job.inventories().get(0));
        assertEquals(
                Path.of("src/test/resources/inventory/book-scrapli.yaml"),
                file.path().value());
    }

    @Test
    void jobIsCalledAfterItsFile() {
        Job job = JobFile.read(Path.of("src/test/resources/jobs/valid/least.yaml"), problems);

        assertNotNull(job);
        assertEquals("least", job.name());
        assertEquals(List.of("csv", "json", "html"), job.reports());
    }

    @Test
    void stepsWithoutNameAreCalledAfterTheirFirstCommandAndMadeUnique() {
        List<Step> steps = steps("""
                - show: [show clock, show version]
                - show: show clock
                - {show: show users, name: show clock (2)}
                - show: show clock
                - expect: [{until: x}]
                - show: {linux: uname, frr: show version}
                """);

        assertEquals(
                List.of("show clock", "show clock (3)", "show clock (2)", "show clock (4)", "expect", "uname"),
                steps.stream().map(step -> step.head().name()).toList());
    }

    @Test
    void showOptionsAreRead() {
        Step.Show show = assertInstanceOf(Step.Show.class, steps("""
                - show: copy run start
                  strip_command: false
                  strip_prompt: false
                  strict: false
                  limit: 10s
                  pattern: destination.*\\?
                  re_flags: ignorecase | re.DOTALL
                  refused_when: ["%Nope", "^bad"]
                """).get(0));

        Pattern pattern = show.options().pattern();
        assertNotNull(pattern);
        assertTrue(pattern.matcher("Destination\nfilename?").find());
        assertFalse(show.options().stripCommand()
                || show.options().stripPrompt()
                || show.options().strict());
        assertEquals(2, show.options().refusedWhen().size());
        assertEquals(Duration.ofSeconds(10), show.head().limit());
    }

    @Test
    void showIsUsuallyStrictAndStripped() {
        Step.Show show = assertInstanceOf(Step.Show.class, steps("[{show: a}]").get(0));

        assertTrue(show.options().stripCommand()
                && show.options().stripPrompt()
                && show.options().strict());
        assertNull(show.options().pattern());
        assertInstanceOf(Commands.Same.class, show.commands());
    }

    @Test
    void lineThatSendsASecretIsHiddenUnasked() {
        Step.Expect expect = assertInstanceOf(Step.Expect.class, steps("""
                - expect: [{until: [">", "#"]}, {send: enable}, {send: "${env:X}"}, {send: word, hidden: true}]
                """).get(0));

        assertEquals(
                2,
                assertInstanceOf(Line.Until.class, expect.lines().get(0))
                        .endings()
                        .size());
        assertFalse(assertInstanceOf(Line.Send.class, expect.lines().get(1)).hidden());
        assertTrue(assertInstanceOf(Line.Send.class, expect.lines().get(2)).hidden());
        assertTrue(assertInstanceOf(Line.Send.class, expect.lines().get(3)).hidden());
    }

    @Test
    void adHocJobHasOneStepWithAllCommands() {
        Job job = JobFile.adHoc(Path.of("devices.yaml"), List.of("sh ip int br", "sh clock"), problems);

        assertEquals(List.of(), problems.all());
        assertEquals(1, job.steps().size());
        assertEquals("sh ip int br", job.steps().get(0).head().name());
    }

    @Test
    void adHocCommandsAreCheckedLikeThoseOfAFile() {
        JobFile.adHoc(Path.of("devices.yaml"), List.of("a\nb", " "), problems);
        JobFile.adHoc(Path.of("devices.yaml"), List.of(), problems);

        assertEquals(
                List.of(
                        "command line: a line break inside; write a list, one line for each item",
                        "command line: a command is empty",
                        "command line: no command given"),
                problems.all().stream().map(Problem::toString).toList());
    }

    private List<Step> steps(String yaml) {
        Node node = YamlFile.parse("job.yaml", "devices: [{name: R1, host: a}]\nsteps:\n" + yaml.indent(2), problems);
        assertNotNull(node);
        Job job = JobFile.read(node, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(job);
        return job.steps();
    }
}
