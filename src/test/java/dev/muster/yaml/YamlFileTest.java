package dev.muster.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as YAML, and what is told about what is not. */
class YamlFileTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private Object plain(String text) {
        Node node = YamlFile.parse("f", text, problems);
        assertNotNull(node, problems.all().toString());
        return node.plain();
    }

    private Object sound(String text) {
        Object plain = plain(text);
        assertEquals(List.of(), problems.all());
        return plain;
    }

    private String told(String text) {
        YamlFile.parse("f", text, problems);
        return told();
    }

    private String told() {
        return String.join("\n", problems.all().stream().map(Problem::toString).toList());
    }

    @Test
    void valuesHaveTheirTypes() {
        assertEquals(
                Arrays.asList(
                        "a", 1L, -7L, 1.5, 1000.0, true, false, null, null, "", "2", "true", Map.of("b", List.of())),
                sound("[a, 1, -7, 1.5, 1e3, true, false, null, ~, '', '2', \"true\", {b: []}]"));
        assertEquals(Double.POSITIVE_INFINITY, sound(".inf"));
        assertEquals(
                Arrays.asList(null, null, true, false, "~", "True", "tRUE"),
                sound("[Null, NULL, True, FALSE, '~', \"True\", tRUE]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "Yes",
                "on",
                "010",
                "1_000",
                "+5",
                "12:30",
                "2001-01-01",
                "10.0.0.1",
                "99999999999999999999"
            })
    void whatLooksLikeMoreInOlderYamlIsText(String text) {
        assertEquals(text, sound(text));
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsDoNotDisturb() {
        assertEquals(Map.of("a", 1L, "b", "x"), sound("\uFEFFa: 1\r\nb: x\r\n"));
    }

    @Test
    void longTextsComeInBothStyles() {
        assertEquals(Map.of("a", "x\ny\n", "b", "x y"), sound("a: |\n  x\n  y\nb: >-\n  x\n  y\n"));
    }

    @Test
    void aliasesStandForWhatTheirAnchorsHold() {
        assertEquals(
                Map.of(
                        "a",
                        List.of(1L),
                        "b",
                        List.of(1L),
                        "c",
                        "secret",
                        "d",
                        "secret",
                        "e",
                        Map.of("k", 2L),
                        "f",
                        Map.of("k", 2L)),
                sound("a: &list [1]\nb: *list\nc: &text secret\nd: *text\ne: &map {k: 2}\nf: *map"));
        assertEquals(Map.of("a", 1L, "b", "x", "c", "x"), sound("a: &x 1\nb: &x 'x'\nc: *x"));
        assertEquals(List.of("", ""), sound("[&a '', *a]"));
    }

    @Test
    void anAliasWithoutAnAnchorIsToldAlsoOneInsideItself() {
        assertEquals("f:1:4: no anchor &x before this alias", told("a: *x"));
        assertEquals(
                "f:1:4: no anchor &x before this alias\nf:1:11: no anchor &y before this alias", told("a: &y {b: *y}"));
    }

    @Test
    void mergedKeysGiveWayToTheMappingsOwn() {
        assertEquals(
                Map.of("base", Map.of("k", 1L, "z", 3L), "own", Map.of("k", 2L, "z", 3L)),
                sound("base: &b {k: 1, z: 3}\nown: {k: 2, <<: *b}"));
        assertEquals(Map.of("x", 1L, "y", 3L), sound("{<<: [{x: 1}, {x: 2, y: 3}]}"), "the first has its way");
        assertEquals("f:1:6: `<<` needs a mapping, found a number", told("{<<: 5}"));
    }

    @Test
    void everyDuplicateKeyIsToldWithItsPlaceAndTheFirstStays() {
        assertEquals(Map.of("a", 1L, "b", Map.of("c", 1L)), plain("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n"));
        assertEquals("f:2:11: duplicate key `c`\nf:3:1: duplicate key `a`\nf:4:1: duplicate key `a`", told());
    }

    @Test
    void keysAreTextWhateverTheyLookLike() {
        assertEquals(
                Map.of("1", "a", "true", "b", "null", "c", "x y", "d"), sound("{1: a, true: b, null: c, 'x y': d}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "# only a comment>f: is empty",
                "---\\na: 1\\n---\\nb: 2>f:4:1: a second document begins here; one file holds one document",
                "a:\\n\\tb: 1>f:2:1: not valid YAML: while scanning for the next token; found character '\\t(TAB)'",
                "a: [1, 2>f:1:9: not valid YAML: while parsing a flow sequence; expected ',' or ']'",
                "a: 'x>f:1:6: not valid YAML: while scanning a quoted scalar",
                "a: b: c>f:1:5: not valid YAML: mapping values are not allowed here",
                "a: 1\\n  b: 2>f:2:4: not valid YAML: mapping values are not allowed here",
                "key: [a]]>f:1:9: not valid YAML: while parsing a block mapping",
                "a: \"\\q\">f:1:6: not valid YAML: while scanning a double-quoted scalar",
                "? [a, b]\\n: 1>f:1:4: not valid YAML: Expected a property name",
                "@x>f:1:1: not valid YAML"
            })
    void aMistakeIsToldWithItsPlace(String text, String expected) {
        String shown = told(text.replace("\\n", "\n").replace("\\t", "\t"));
        assertTrue(shown.startsWith(expected.replace("'\\t(", "'\\t(")), shown);
        assertEquals(1, problems.size(), shown);
    }

    @Test
    void anEmptyFileIsTold() {
        assertEquals("f: is empty", told(""));
    }

    @Test
    void controlCharactersMustBeWrittenAsEscapes() {
        assertTrue(told("a: \u0001").contains("special characters are not allowed"));
        assertEquals(Map.of("a", "x\u0001\0"), new YamlFileTest().sound("a: \"x\\u0001\\0\""));
    }

    @Test
    void sixtyFourLevelsAreEnough() {
        assertNotNull(sound("[".repeat(64) + "]".repeat(64)));
        for (String deep : List.of("[".repeat(100_000), "{a: ".repeat(3000) + "1" + "}".repeat(3000), nested(3000))) {
            var ofThis = new Problems();
            assertNull(YamlFile.parse("f", deep, ofThis));
            assertTrue(
                    ofThis.all().getFirst().message().contains("nested deeper than 64 levels"),
                    ofThis.all().toString());
        }
    }

    private static String nested(int levels) {
        var text = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @Test
    void aliasesMakeNoFileDeeperOrLargerThanItMayBe() {
        var chain = new StringBuilder("a0: &a0 [x]\n");
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 3000; i++) {
            chain.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
        }
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(",", java.util.Collections.nCopies(10, before)) + "]\n");
        }
        assertEquals(
                "f:1:1: nested deeper than 64 levels (aliases written out)",
                told(chain.toString()).replaceFirst("f:\\d+:\\d+", "f:1:1"));
        assertTrue(new YamlFileTest().told(bomb.toString()).contains("stands for more than 20000000 values"));
    }

    @Test
    void everyNodeKnowsItsPlace() {
        Node root = YamlFile.parse("dir/f.yaml", "a: 1\nb:\n  - x\n  - {c: d}\n", problems);
        var mapping = (Node.Mapping) root;
        assertNotNull(mapping);
        assertEquals("dir/f.yaml:2:1", mapping.entries().get(1).mark().toString());
        var list = (Node.Sequence) mapping.entries().get(1).value();
        assertEquals("dir/f.yaml:3:5", list.items().get(0).mark().toString());
        assertEquals("dir/f.yaml:4:5", list.items().get(1).mark().toString());
        assertEquals(Path.of("dir"), root.mark().folder());
    }

    @Test
    void plainValuesCannotBeChanged() {
        List<?> list = (List<?>) ((Map<?, ?>) sound("a: [1]")).get("a");
        assertThrows(UnsupportedOperationException.class, list::clear);
        assertThrows(UnsupportedOperationException.class, ((Map<?, ?>) sound("a: 1"))::clear);
    }

    @Test
    void aFileThatCannotBeReadIsToldByItsName() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), "a: Zürich".getBytes(StandardCharsets.ISO_8859_1));
        Path utf16 = Files.write(folder.resolve("utf16"), "a: 1".getBytes(StandardCharsets.UTF_16));
        Path huge = folder.resolve("huge");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(YamlFile.MOST_BYTES + 1);
        }
        var expected = new ArrayList<String>();
        for (Path file : List.of(folder.resolve("nope"), folder, latin, utf16, huge)) {
            assertNull(YamlFile.read(file, problems));
        }
        expected.add(folder + ": is a folder, not a file");
        expected.add(huge + ": is larger than 64 MiB");
        expected.add(latin + ": is not UTF-8 text");
        expected.add(folder.resolve("nope") + ": no such file");
        expected.add(utf16 + ": is not UTF-8 text");
        assertEquals(String.join("\n", expected), told());
    }

    @Test
    void aFileIsReadAsUtf8() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "a: Zürich 😀\n");
        Node node = YamlFile.read(file, problems);
        assertNotNull(node);
        assertEquals(Map.of("a", "Zürich 😀"), node.plain());
    }

    @Test
    void pathsStartFromTheFolderOfTheirFile() {
        var mark = new Mark("jobs/a.yaml", 3, 5);
        assertEquals(Path.of("jobs/b.yaml"), mark.path("b.yaml"));
        assertEquals(Path.of("b.yaml"), mark.path("../b.yaml"));
        assertEquals(Path.of("/etc/x"), mark.path("/etc/x"));
        assertEquals(Path.of(System.getProperty("user.home"), "x"), mark.path("~/x"));
        assertEquals(Path.of("x"), Mark.of("a.yaml").path("x"));
        assertEquals(Path.of("jobs/a\uFFFDb"), mark.path("a\0b"), "which is no file, and no exception");
        assertEquals("jobs/a.yaml:3", mark.fileAndLine());
        assertEquals("a.yaml", Mark.of("a.yaml").toString());
    }
}
