package dev.muster.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file from elsewhere cannot exhaust the memory: the promises of {@code docs/security.md}. */
class YamlFileTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private List<String> told() {
        return problems.all().stream().map(Problem::toString).toList();
    }

    @Test
    void aFileAboveTheLimitIsNotRead() throws IOException {
        Path large = folder.resolve("large.yaml");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(YamlFile.MOST_BYTES + 1); // a hole, which takes no room on the disk
        }
        assertNull(YamlFile.read(large, problems));
        assertEquals(List.of(large + ": is larger than 64 MiB"), told());
    }

    @Test
    void nestingHasALimit() {
        assertNotNull(YamlFile.parse("deep", "[".repeat(60) + "]".repeat(60), problems));
        assertEquals(List.of(), told());
        assertNull(YamlFile.parse("deep", "[".repeat(5000) + "]".repeat(5000), problems));
        assertEquals(1, told().size(), told()::toString);
    }

    @Test
    void aliasesThatStandForAHugeTreeAreRefused() {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String item = "*a" + (i - 1);
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, item))));
        }
        assertNull(YamlFile.parse("laughs", laughs.toString(), problems));
        assertEquals(List.of("laughs:8:5: stands for more than 20000000 values (aliases written out)"), told());
    }
}
