package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateIndexTest {
    private static final TemplateIndex INDEX = TemplateIndex.read("""
            # a comment
            Template, Hostname, Platform, Command # more

            a.textfsm, .*, acme, sh[[ow]] int[[erfaces]] (st[[atus]]|de[[scription]])
            b.textfsm:c.textfsm, r\\d+, acme, sh[[ow]] int[[erfaces]]
            wrong, .*, acme, x{1,2}
            d.textfsm, , (acme|other)_\\w+, sh[[ow]] int
            """);

    @Test
    void theFirstRowThatMatchesAtTheBeginningWins() {
        assertEquals(Optional.of(List.of("a.textfsm")), INDEX.find("acme", "sh int de"));
        assertEquals(Optional.of(List.of("a.textfsm")), INDEX.find("acme", "show interfaces status 1/1"));
        assertEquals(Optional.of(List.of("b.textfsm", "c.textfsm")), INDEX.find("acme", "sho interf"));
        assertEquals(Optional.empty(), INDEX.find("acme", "s int"));
        assertEquals(Optional.empty(), INDEX.find("other", "sh int"));
        assertEquals(Optional.of(List.of("d.textfsm")), INDEX.find("other_os", "sh interfaces"));
    }

    @Test
    void attributesThatAreNoColumnsDoNotCountAndHostNamesDo() {
        var attributes = Map.of("Platform", "acme", "Command", "sh int", "Vendor", "x", "Hostname", "sw1");
        assertEquals(Optional.empty(), INDEX.find(attributes));
        assertTrue(INDEX.find(Map.of("Platform", "acme", "Command", "sh int", "Hostname", "r1"))
                .isPresent());
    }

    @Test
    void linesWithAnotherNumberOfFieldsAreToldApart() {
        assertEquals(List.of(6), INDEX.ignored());
        assertEquals(3, INDEX.size());
    }

    @Test
    void aPlatformIsNamedWhenAllOfItMatches() {
        assertTrue(INDEX.names("acme"));
        assertTrue(INDEX.names("other_os"));
        assertEquals(false, INDEX.names("acme2"));
    }

    @Test
    void mistakesSayTheirLine() {
        assertThrows(IndexException.class, () -> TemplateIndex.read("# nothing\n"));
        assertEquals(
                2,
                assertThrows(IndexException.class, () -> TemplateIndex.read("\nPlatform, Command\n"))
                        .line());
        var broken = TemplateIndex.read("Template, Command\nx, sh[[ow]] (int\n");
        assertEquals(
                2,
                assertThrows(IndexException.class, () -> broken.find("", "show int"))
                        .line());
    }

    @Test
    void severalTemplatesAreMergedOnTheirKeys(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index"), "Template, Command\nA:B, keys\nC:B, rows\n");
        Files.writeString(
                folder.resolve("A"), "Value Key K (\\w)\nValue X (x\\d)\n\nStart\n ^${K} ${X} -> Record\n\nEOF\n");
        Files.writeString(
                folder.resolve("B"), "Value K (\\w)\nValue Y (y\\d)\n\nStart\n ^${K} x\\d ${Y} -> Record\n\nEOF\n");
        Files.writeString(folder.resolve("C"), "Value X (x\\d)\n\nStart\n ^\\w ${X} -> Record\n\nEOF\n");
        var collection = new TemplateCollection(TemplateSource.folder(folder));
        String text = "a x1\nb x2 y2\n";
        assertEquals(
                List.of(Map.of("k", "a", "x", "x1", "y", ""), Map.of("k", "b", "x", "x2", "y", "y2")),
                collection.find("", "keys").orElseThrow().parse(text).maps());
        assertEquals(
                List.of(Map.of("x", "x1", "k", "b", "y", "y2"), Map.of("x", "x2", "k", "", "y", "")),
                collection.find("", "rows").orElseThrow().parse(text).maps());
    }

    @Test
    void aTemplateThatIsNotThereIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index"), "Template, Command\ngone.textfsm, x\n");
        var collection = new TemplateCollection(TemplateSource.folder(folder));
        var missing = assertThrows(TemplateException.class, () -> collection.find("", "x"));
        assertTrue(missing.getMessage().contains("gone.textfsm"), missing.getMessage());
    }
}
