package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples that copy files and start devices again, run against the lab as users run them. */
@Timeout(180)
class UpkeepTest {
    @TempDir
    Path temp;

    private List<CSVRecord> run(String job) throws Exception {
        Path out = temp.resolve("run");
        Program.Ended ended = Program.job("jobs/examples/" + job, out);
        assertEquals(0, ended.status(), ended.err());
        return new Results(out).rows("R1");
    }

    @Test
    void anImageIsCopiedOnceAndComesHome() throws Exception {
        List<CSVRecord> rows = run("copy.yaml");
        assertEquals("copy images/image.bin -> flash:image.bin", rows.get(0).get("command"));
        assertEquals("copied, sha512 verified by the device", rows.get(0).get("message"));
        assertTrue(rows.get(0).get("output").contains("verify /sha512 flash:image.bin"), rows.toString());
        assertEquals("unchanged: the device has it already", rows.get(1).get("message"));
        assertEquals("saved as downloads/R1/R1-image.bin", rows.get(2).get("message"));
        for (String device : List.of("R1", "R2", "R3", "R4")) {
            assertArrayEquals(
                    Files.readAllBytes(Path.of("jobs/examples/images/image.bin")),
                    Files.readAllBytes(temp.resolve("run/downloads/" + device + "/" + device + "-image.bin")));
        }
    }

    @Test
    void aDeviceIsStartedAgainAndShowsItsNewUptime() throws Exception {
        List<CSVRecord> rows = run("reload.yaml");
        assertTrue(
                rows.get(0).get("message").matches("logged in again after \\d+ s, uptime 0 minutes"), rows.toString());
        assertTrue(rows.get(1).get("output").contains("uptime is 0 minutes"), rows.toString());
    }

    @Test
    void aPlanShowsBothKinds() throws Exception {
        String copy = Program.run("plan", "jobs/examples/copy.yaml").out();
        assertTrue(copy.contains("  copy  image  limit 4h  verify sha512  method auto  idle 1m\n"), copy);
        assertTrue(copy.contains("      copy images/image.bin -> flash:image.bin\n"), copy);
        String reload = Program.run("plan", "jobs/examples/reload.yaml").out();
        assertTrue(reload.contains("  reload  reload  limit 30s  save true  wait 15m\n      reload\n"), reload);
    }
}
