package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/parsing.md}, as it stands there. */
class LibraryExampleTest {
    @Test
    void theExampleOfTheManualWorks() throws IOException {
        Template template = Template.compile("""
                Value INTERFACE (\\S+)
                Value STATUS (up|down)

                Start
                  ^${INTERFACE}\\s+${STATUS}\\s*$$ -> Record
                """);
        Table table = template.parse("Gi0/1  up\nGi0/2  down\n");
        List<String> header = table.header();
        List<Map<String, Object>> rows = table.maps();

        TemplateLibrary library = TemplateLibrary.standard(List.of(), System.getenv());
        Optional<CommandTemplate> found = library.find("cisco_ios", "sh ver");

        PythonMatch match =
                PythonRegex.compile("(?P<major>\\d+)\\.(?P<minor>\\d+)").match("15.7(3)M5", 10_000);

        assertEquals(List.of("INTERFACE", "STATUS"), header);
        assertEquals(Map.of("interface", "Gi0/2", "status", "down"), rows.getLast());
        assertTrue(found.isPresent());
        assertNotNull(match);
        assertEquals("7", match.group("minor"));
    }

    @Test
    void theManualHasTheSameExample() throws IOException {
        String manual = Files.readString(Path.of("docs/parsing.md"));
        String example = manual.replaceFirst("(?s).*```java\n", "").replaceFirst("(?s)```.*", "");
        String source = Files.readString(Path.of("src/test/java/dev/muster/textfsm/LibraryExampleTest.java"));
        assertTrue(withoutBlanks(source).contains(withoutBlanks(example)), example);
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
