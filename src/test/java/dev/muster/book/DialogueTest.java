package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations by hand and what is cut off answers: B8, B9 and B22. */
class DialogueTest {
    @TempDir
    Path temp;

    private Results run(String job) throws Exception {
        Path folder = temp.resolve(job);
        Program.Ended ended = Program.job("jobs/book/" + job, folder);
        assertEquals(0, ended.status(), ended.err());
        return new Results(folder);
    }

    @Test
    void b8ThePlatformAndTheHandGetTheSameOutput() throws Exception {
        String byPlatform = run("b08-platform.yaml").column("output").getFirst();
        Results hand = run("b08-by-hand.yaml");
        String byHand = hand.column("output").getFirst();
        assertTrue(byPlatform.startsWith("Interface  "), byPlatform);
        assertTrue(byPlatform.contains("\nEthernet0/0                192.168.100.1 "), byPlatform);
        assertTrue(byPlatform.endsWith("up                    up"), byPlatform);
        String command = "R1#sh ip int br\n";
        int begin = byHand.indexOf(command) + command.length();
        assertEquals(byPlatform + "\nR1#", byHand.substring(begin));
        assertTrue(byHand.startsWith("\nR1>enable\nPassword: \nR1#terminal length 0\n"), byHand);
        assertEquals(
                "enable\n********\nterminal length 0\nsh ip int br",
                hand.column("command").getFirst());
        assertFalse(Files.readString(hand.folder().resolve("results.json")).contains("cisco\\n"));
    }

    @Test
    void b9OneOfSeveralEndingsIsNamed() throws Exception {
        CSVRecord row = run("b09-either-ending.yaml").rows().getFirst();
        assertEquals("ok", row.get("status"));
        assertEquals(">, Password, #", row.get("message"));
    }

    @Test
    void b22CommandAndPromptAreCutOffUnlessAskedFor() throws Exception {
        Results results = run("b22-strip.yaml");
        var outputs = results.column("output");
        String plain = outputs.get(0);
        assertTrue(plain.startsWith("Interface  ") && plain.endsWith("up                    up"), plain);
        assertEquals("sh ip int br\n" + plain, outputs.get(1));
        assertEquals(plain + "\nR1#", outputs.get(2));
        assertEquals("sh ip int br\n" + plain + "\nR1#", outputs.get(3));
        assertEquals("Destination filename [startup-config]?", outputs.get(4).strip());
        assertEquals("destination FILENAME", results.column("message").get(4), "found although the case differs");
        assertTrue(outputs.get(5).contains("\nBuilding configuration...\n[OK]\n"), outputs.get(5));
    }
}
