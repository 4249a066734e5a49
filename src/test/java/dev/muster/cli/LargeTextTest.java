package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than the heap that the program is given. */
class LargeTextTest {
    private static final List<String> LITTLE_HEAP = List.of("-Xmx24m");

    @TempDir
    Path folder;

    /** More than 40 MB; every 100,000th line has a 7 before its end. */
    private Path written(String header) throws IOException {
        Path file = folder.resolve("large.txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(header);
            for (int i = 1; i <= 600_000; i++) {
                out.write("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)
                        + ",192.0.2.1,a path of some length 65001 65002 65003,"
                        + (i % 100_000 == 0 ? "7" : "0") + "\n");
            }
        }
        assertTrue(Files.size(file) > 35_000_000);
        return file;
    }

    @Test
    void fortyMegabytesAreParsedInALittleHeap() throws Exception {
        Path text = written("");
        Path template = folder.resolve("sevens.textfsm");
        Files.writeString(template, "Value NETWORK (\\S+?)\n\nStart\n ^${NETWORK},.*,7$$ -> Record\n\nEOF\n");
        try (Program program = Program.start(
                LITTLE_HEAP, "parse", "--template", template.toString(), "--format", "csv", text.toString())) {
            Program.Ended ended = program.end();
            assertEquals("", ended.err());
            assertEquals(0, ended.status());
            assertEquals(7, ended.out().lines().count(), ended.out());
        }
    }

    @Test
    void aTableIsFilteredInALittleHeap() throws Exception {
        Path table = written("network,nexthop,path,mark\n");
        try (Program program = Program.start(LITTLE_HEAP, "csv", table.toString(), "--where", "mark == '7'")) {
            Program.Ended ended = program.end();
            assertEquals("", ended.err());
            assertEquals(0, ended.status());
            assertEquals(7, ended.out().lines().count(), ended.out());
        }
    }
}
