package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about platforms says what is so. */
class PlatformsPageTest {
    private static final Path PAGE = Path.of("docs/platforms.md");

    @Test
    void theTableListsExactlyThePlatformsThatThereAre() throws IOException {
        String table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));
        String wanted = new PlatformCatalog()
                .all().values().stream().map(PlatformsPageTest::row).collect(Collectors.joining("\n"));
        assertEquals(wanted, table);
    }

    private static String row(Platform platform) {
        String aliases =
                platform.aliases().stream().map(alias -> "`" + alias + "`").collect(Collectors.joining(", "));
        return "| `" + platform.id() + "` | " + platform.description() + " | " + aliases + " | `"
                + platform.defaultMode() + "` |";
    }

    @Test
    void theExamplesAreSound() throws IOException {
        List<String> examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertEquals(2, examples.size());
        for (String example : examples) {
            var problems = new Problems();
            Node document = YamlFile.parse("example", example, problems);
            assertNotNull(document);
            PlatformFile.read(document, problems);
            assertEquals(List.of(), problems.all());
        }
    }
}
