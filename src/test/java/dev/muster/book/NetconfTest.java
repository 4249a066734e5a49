package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B19: NETCONF. */
class NetconfTest {
    @TempDir
    Path temp;

    @Test
    void b19ConfigurationIsReadAsRowsChangedUnderALockAndConfirmed() throws Exception {
        Path folder = temp.resolve("run");
        Program.Ended ended = Program.job("jobs/book/b19-netconf.yaml", folder);
        assertEquals(0, ended.status(), ended.err());
        var results = new Results(folder);
        List<CSVRecord> rows = results.rows("R2");
        assertEquals(
                List.of("interfaces", "change", "look", "keep", "same by hand", "any request", "show clock"),
                rows.stream().map(row -> row.get("step")).toList());
        assertTrue(rows.stream().allMatch(row -> row.get("status").equals("ok")), rows::toString);
        assertTrue(
                rows.get(0).get("rows").contains("\"name\":\"Loopback0\""),
                rows.get(0).toString());
        assertEquals(
                "[{\"hostname\":\"R2\",\"contact\":\"noc@example.org\"}]",
                rows.get(2).get("rows"));
        assertTrue(
                rows.get(1).get("message").contains("commit confirmed: ok"),
                rows.get(1).toString());
        assertEquals("R2#", results.device("R2").get("prompt").asString(), "the command line is there too");
    }
}
