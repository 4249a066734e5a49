package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformFile;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code muster platforms NAME} shows. */
class PlatformTextTest {

    private static Platform read(String yaml) {
        var problems = new Problems();
        Node document = YamlFile.parse("example", yaml, problems);
        assertNotNull(document);
        Platform platform = PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(platform);
        return platform;
    }

    /** The example of the documentation has every key. */
    private static String example() throws IOException {
        var matcher = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(Path.of("docs/platforms.md")));
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    @Test
    void everyTextOfAPlatformsFileIsShown() throws IOException {
        String shown = PlatformText.of(read(example()));
        Pattern quoted = Pattern.compile("'([^']{2,})'|(?:enter|leave|command|confirm|check|why|then): ([a-z][\\w ]+)");
        int seen = 0;
        for (String line : example().lines().toList()) {
            var matcher = quoted.matcher(line.replaceAll("\\s#.*", ""));
            while (matcher.find()) {
                String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                String plain = value.startsWith("/^") ? value.substring(1, value.length() - 1) : value;
                assertTrue(shown.contains(plain.strip()), () -> plain + " is missing in\n" + shown);
                seen++;
            }
        }
        assertTrue(seen > 30, "texts seen: " + seen);
    }

    @Test
    void whatIsPressedCanBeSeen() {
        String shown = PlatformText.of(read("""
                id: acme
                default_mode: cli
                modes: [{name: cli, pattern: '^(?<host>\\w{1,9})>$'}]
                enter_key: "\\r"
                pager: {match: '^More', answer: ' '}
                login_dialogs: [{match: 'any key', answer: ''}]
                echo: false
                refusals: ['% Bad']
                """));
        assertTrue(shown.contains("\nenter key       \"\\r\"\n"), shown);
        assertTrue(shown.contains("\npager           ^More is answered with \" \"\n"), shown);
        assertTrue(shown.contains("\nlogin dialog    any key is answered with Enter\n"), shown);
        assertTrue(shown.contains("\necho            false\n"), shown);
        assertTrue(shown.contains("\nrefusal         `% Bad`\n"), shown);
    }
}
