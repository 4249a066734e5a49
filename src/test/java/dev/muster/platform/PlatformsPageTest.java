package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    void thePageSaysWhatConfigureDoesOnEachPlatform() throws IOException {
        String wanted = new PlatformCatalog()
                .all().values().stream().map(PlatformsPageTest::change).collect(Collectors.joining("\n"));
        String table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [a-z]\\w+ \\| .*"))
                .filter(line -> !line.startsWith("| platform |") && !line.startsWith("| typed |"))
                .collect(Collectors.joining("\n"));
        assertEquals(wanted, table);
    }

    private static String change(Platform platform) {
        Configuration configuration = platform.configuration();
        if (configuration == null) {
            return "| " + platform.id() + " | cannot be configured | | | | |";
        }
        Commit commit = platform.commit();
        String kept = platform.save().stream().map(PlatformsPageTest::code).collect(Collectors.joining(", "));
        return "| " + platform.id() + " | " + code(configuration.mode()) + " | " + effect(commit) + " | "
                + (commit == null || commit.confirmed() == null ? "no" : code(commit.confirmed())) + " | "
                + special(configuration) + " | " + (kept.isEmpty() ? "needs nothing" : kept) + " |";
    }

    private static String effect(@Nullable Commit commit) {
        if (commit == null) {
            return "line by line";
        }
        String all = "all or nothing, by " + code(commit.command());
        return commit.when() == null
                ? all
                : "line by line; where the prompt has " + code(commit.when().pattern()) + ", " + all;
    }

    private static String special(Configuration configuration) {
        var special = new ArrayList<String>();
        if (configuration.session() != null) {
            special.add("session");
        }
        if (configuration.exclusive() != null) {
            special.add("exclusive");
        }
        if (configuration.privately() != null) {
            special.add("private");
        }
        return String.join(", ", special);
    }

    private static String code(String text) {
        return "`" + text + "`";
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
