package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Deadlines of commands, devices and runs, and prompts that never come: B6 and B10. */
class LimitsTest {
    @TempDir
    Path temp;

    private Results results() {
        return new Results(temp.resolve("run"));
    }

    private Program.Ended run(String job, int status) throws Exception {
        Program.Ended ended = Program.job("jobs/book/" + job, temp.resolve("run"));
        assertEquals(status, ended.status(), ended.err());
        return ended;
    }

    private static void assertMet(long limit, long took) {
        assertTrue(took >= limit && took < limit + 1000, "a limit of " + limit + " ms was met after " + took);
    }

    @Test
    void b6ACommandsLimitIsMetAndWhatCameIsKept() throws Exception {
        run("b06-limit-command.yaml", 1);
        CSVRecord version = results().rows().get(0);
        CSVRecord slow = results().rows().get(1);
        CSVRecord clock = results().rows().get(2);
        assertEquals("ok", version.get("status"));
        assertTrue(version.get("output").startsWith("Cisco IOS Software"));
        assertEquals("timed_out", slow.get("status"));
        assertEquals("command_timeout", slow.get("failure"));
        assertMet(1000, Long.parseLong(slow.get("elapsed_ms")));
        assertTrue(slow.get("output").startsWith("R1 still counting: 1\nR1 still counting: 2\n"), slow.get("output"));
        assertEquals("cancelled", clock.get("status"));
        assertEquals("R1#", results().device("R1").at("/failure/expected").asString());
    }

    @Test
    void b6ADevicesLimitIsMetAndWhatCameIsKept() throws Exception {
        run("b06-limit-device.yaml", 1);
        assertEquals("ok", results().device("R1").get("status").asString());
        JsonNode late = results().device("R2");
        assertEquals("timed_out", late.get("status").asString());
        assertEquals("device_limit", late.at("/failure/kind").asString());
        assertMet(2500, late.at("/timings/total_ms").asLong());
        assertEquals("ok", late.at("/steps/0/status").asString());
        assertTrue(late.at("/steps/1/output").asString().startsWith("R2 still counting: 1\n"));
        String received = late.at("/failure/last_output").asString();
        assertTrue(received.contains("R2#show slow 50\nR2 still counting: 1\n"), received);
        assertEquals("R2#", late.at("/failure/expected").asString());
    }

    @Test
    void b6TheRunsLimitIsMetAndWhatIsDoneIsKept() throws Exception {
        Program.Ended ended = run("b06-limit-run.yaml", 4);
        assertTrue(ended.err().contains("stopped early: limits.run of 2"), ended.err());
        assertEquals("ok", results().device("R1").get("status").asString());
        assertEquals(
                "R1 still counting: 1",
                results().device("R1").at("/steps/0/output").asString());
        for (String late : new String[] {"R2", "R3"}) {
            assertEquals("timed_out", results().device(late).get("status").asString());
            assertEquals("run_limit", results().device(late).at("/failure/kind").asString());
            String output = results().device(late).at("/steps/0/output").asString();
            assertTrue(output.startsWith(late + " still counting: 1"), output);
        }
        assertEquals("skipped", results().device("R4").get("status").asString());
        assertMet(2500, results().json().at("/summary/elapsed_ms").asLong());
    }

    @Test
    void b10TheLastOutputOfADeviceWithoutPromptIsEverywhere() throws Exception {
        Program.Ended ended = run("b10-no-prompt.yaml", 1);
        assertEquals("ok", results().device("R1").get("status").asString());
        JsonNode failure = results().device("R2").get("failure");
        assertEquals("prompt_timeout", failure.get("kind").asString());
        assertEquals("::ready::", failure.get("last_output").asString().strip());
        assertTrue(failure.get("expected").asString().contains("privilege_exec"));
        assertEquals(
                "if that is the prompt, set for this device: prompt: '^::ready::'",
                failure.get("hint").asString());
        CSVRecord row = results().rows("R2").getFirst();
        assertEquals("timed_out", row.get("status"));
        assertEquals("::ready::", row.get("output").strip());
        assertTrue(ended.err().contains("received: ::ready::"), ended.err());
        assertTrue(Files.readString(temp.resolve("run/files/R2.txt")).contains("\n! last output:\n!   ::ready::\n"));
    }

    @Test
    void b10StrictDecidesWhetherAMissingEndingIsAFailure() throws Exception {
        Program.Ended ended = run("b10-strict.yaml", 1);
        CSVRecord lenient = results().rows().get(0);
        CSVRecord strict = results().rows().get(1);
        assertEquals("ok", lenient.get("status"));
        assertEquals("`never seen` did not come within 1s", lenient.get("message"));
        assertTrue(lenient.get("output").matches("(?s)\\s*R1>show clock\n\\*.* UTC .*\nR1>"), lenient.get("output"));
        assertEquals("timed_out", strict.get("status"));
        assertEquals("prompt_timeout", strict.get("failure"));
        assertTrue(strict.get("output").matches("(?s)R1>show clock\n\\*.* UTC .*\nR1>"), strict.get("output"));
        JsonNode failure = results().device("R1").get("failure");
        assertTrue(failure.get("last_output").asString().endsWith("\nR1>"));
        assertEquals("never seen", failure.get("expected").asString());
        assertTrue(ended.err().contains("received: R1>"), ended.err());
        assertTrue(ended.err().contains("hint: compare `until` with what was received"), ended.err());
    }
}
