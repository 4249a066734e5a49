package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    Path folder;

    @Test
    void aProfiledRunTellsWhereItsTimeWentAndLeavesTheSamples() throws Exception {
        Path job = Files.writeString(
                folder.resolve("job.yaml"), "inventory: {lab: {devices: 30}}\nsteps: [{show: show version}]\n");
        Path out = folder.resolve("out");
        try (Program muster = Program.start("run", job.toString(), "--profile", "--out", out.toString())) {
            Program.Ended ended = muster.end();
            assertEquals(0, ended.status(), ended.err());
            List<String> summary = Files.readAllLines(out.resolve("profile.txt"));
            assertTrue(summary.getFirst().matches("process: .* for each of 30 devices; .*"), summary.toString());
            assertTrue(summary.stream().anyMatch(line -> line.startsWith("  connect ")), summary.toString());
            assertTrue(summary.stream().anyMatch(line -> line.endsWith(" % SSH")), summary.toString());
            assertTrue(ended.err().contains(summary.get(1)), ended.err());
            assertTrue(RecordingFile.readAllEvents(out.resolve("profile.jfr")).size() > 10);
        }
    }
}
