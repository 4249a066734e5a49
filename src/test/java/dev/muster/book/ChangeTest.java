package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B20 and B21: configuration and commands that ask back. */
class ChangeTest {
    @TempDir
    Path temp;

    private Results run(String steps) throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), "inventory: {lab: {devices: 1}}\nsteps:\n" + steps);
        Program.run("run", job.toString(), "--out", temp.resolve("run").toString());
        return new Results(temp.resolve("run"));
    }

    private static List<String> column(List<CSVRecord> rows, String name) {
        return rows.stream().map(row -> row.get(name)).toList();
    }

    @Test
    void b20ARefusedLineIsNamedAndNothingAfterItIsSent() throws Exception {
        Path folder = temp.resolve("run");
        assertEquals(1, Program.job("jobs/book/b20-configure.yaml", folder).status());
        var results = new Results(folder);
        List<CSVRecord> bad = results.rows("R1");
        assertEquals(List.of("ok", "refused", "skipped"), column(bad, "status"));
        assertEquals("refused_command", bad.get(1).get("failure"));
        assertEquals(
                "line 2 of 3, `ip address 10.99.9.9 255.25.255.255`: Bad mask 0xFF19FFFF for address 10.99.9.9; the lines"
                        + " before it took effect, those after it were not sent",
                bad.get(1).get("message"));
        assertFalse(bad.get(1).get("output").contains("never sent"));
        assertEquals("R1#", results.device("R1").get("prompt").asString(), "outside configuration mode");
        List<CSVRecord> good = results.rows("R2");
        assertEquals(List.of("ok", "skipped", "ok"), column(good, "status"));
        assertEquals(
                "ntp server 192.0.2.1\nntp server 192.0.2.2",
                good.get(2).get("output").strip());
        assertEquals("ok", results.device("R2").get("status").asString());
    }

    @Test
    void b21ACommandThatAsksBackIsAnswered() throws Exception {
        Path folder = temp.resolve("run");
        assertEquals(0, Program.job("jobs/book/b21-dialogue.yaml", folder).status());
        CSVRecord dialogue = new Results(folder).rows("R1").getFirst();
        assertEquals("copy running-config startup-config\n", dialogue.get("command"));
        assertEquals("Destination filename, \\[OK\\]", dialogue.get("message"));
        assertEquals(
                "R1#copy running-config startup-config\nDestination filename [startup-config]? \n"
                        + "Building configuration...\n[OK]",
                dialogue.get("output"));
    }

    @Test
    void aDialogueWhoseAnswerDoesNotComeIsRefusedAndSkipsTheRest() throws Exception {
        List<CSVRecord> rows = run("""
                  - dialogue: [{send: show clock, expect: Destination}]
                  - show: show clock
                """).rows("R1");
        assertEquals(List.of("refused", "skipped"), column(rows, "status"));
        assertEquals(
                "`show clock` was not answered with `Destination`; the prompt came instead",
                rows.getFirst().get("message"));
    }

    @Test
    void whatIsHiddenShowsNowhere() throws Exception {
        Results results = run("""
                  - dialogue: [{send: "hidden-word-7", hidden: true}]
                """);
        assertEquals("********", results.rows("R1").getFirst().get("command"));
        assertFalse(Files.readString(temp.resolve("run/results.csv")).contains("hidden-word-7"));
        assertFalse(Files.readString(temp.resolve("run/results.json")).contains("hidden-word-7"));
    }

    @Test
    void linesGoOnAfterARefusalWhereTheJobSaysSoAndTheConfigurationIsSaved() throws Exception {
        List<CSVRecord> rows = run("""
                  - configure: {lines: [ntp server 192.0.2.1, nonsense here, ntp server 192.0.2.2], on_refusal: continue}
                """).rows("R1");
        assertEquals("refused", rows.getFirst().get("status"));
        assertTrue(rows.getFirst().get("message").startsWith("line 2 of 3, `nonsense here`: % Invalid input"));
        assertTrue(rows.getFirst().get("output").contains("R1(config)#ntp server 192.0.2.2"));
    }

    @Test
    void aSavedChangeAsksTheDeviceToSave() throws Exception {
        List<CSVRecord> rows = run("""
                  - configure: {lines: [ntp server 192.0.2.1], save: true}
                """).rows("R1");
        assertEquals("ok", rows.getFirst().get("status"), rows.getFirst().get("message"));
        assertTrue(rows.getFirst().get("output").endsWith("R1#write memory\nBuilding configuration...\n[OK]"));
    }

    @Test
    void templatesMakeConfigurationLines() throws Exception {
        Files.writeString(temp.resolve("ntp.j2"), "{% for server in vars.ntp %}ntp server {{ server }}\n{% endfor %}");
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 1}}
                vars: {ntp: [192.0.2.7, 192.0.2.8]}
                steps: [{configure: {template: ntp.j2}}, {show: show running-config | include ntp}]
                """);
        Path folder = temp.resolve("run");
        assertEquals(
                0,
                Program.run("run", job.toString(), "--out", folder.toString()).status());
        List<CSVRecord> rows = new Results(folder).rows("R1");
        assertEquals(
                "ntp server 192.0.2.7\nntp server 192.0.2.8", rows.getFirst().get("command"));
        assertTrue(rows.get(1).get("output").contains("ntp server 192.0.2.7\nntp server 192.0.2.8"));
    }
}
