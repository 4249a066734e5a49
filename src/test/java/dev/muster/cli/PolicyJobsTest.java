package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/running.md, from the job file to the results. */
class PolicyJobsTest {
    @TempDir
    Path temp;

    @Test
    void aRolloutGoesOutInBatchesAndOneDeviceThatIsDownIsTriedTwice() throws Exception {
        Program.Ended ended = Program.job("jobs/rollout.yaml", temp.resolve("run"));
        assertEquals(1, ended.status(), ended.err());
        var results = new Results(temp.resolve("run"));
        assertEquals(2, results.device("R13").get("attempts").asInt());
        assertEquals(1, results.device("R1").get("attempts").asInt());
        assertEquals(19, results.json().at("/summary/ok").asInt());
        assertTrue(results.json().at("/summary/stopped").isNull());
        assertEquals(
                "2",
                results.rows().stream()
                        .filter(row -> row.get("device").equals("R13"))
                        .findFirst()
                        .orElseThrow()
                        .get("attempt"));
        assertTrue(
                results.rows().stream().anyMatch(row -> row.get("message").equals("true at time 1 of 5")),
                "until says when it was true");
    }
}
