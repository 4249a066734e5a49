package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language; rows were compared with those of Google's implementation. */
class TemplateTest {
    private static List<List<Object>> rows(String template, String text) {
        return Template.compile(template).parse(text).rows();
    }

    @Test
    void filldownKeepsAndTheEndRecordsOnceMore() {
        String template = "Value Filldown A (a\\d)\nValue B (b\\d)\n\nStart\n ^${A}\n ^${B} -> Record\n";
        assertEquals(
                List.of(List.of("a1", "b1"), List.of("a1", "b2"), List.of("a1", "")), rows(template, "a1\nb1\nb2\n"));
    }

    @Test
    void requiredDropsTheLastOne() {
        String template = "Value Filldown A (a\\d)\nValue Required B (b\\d)\n\nStart\n ^${A}\n ^${B} -> Record\n";
        assertEquals(List.of(List.of("a1", "b1"), List.of("a1", "b2")), rows(template, "a1\nb1\nb2\n"));
    }

    @Test
    void fillupGoesUpToTheNextFilledRow() {
        String template =
                "Value A (a\\d)\nValue Fillup B (b\\d)\n\nStart\n ^${A} ${B} -> Record\n ^${A} -> Record\n\nEOF\n";
        assertEquals(
                List.of(
                        List.of("a1", "b1"),
                        List.of("a2", "b4"),
                        List.of("a3", "b4"),
                        List.of("a4", "b4"),
                        List.of("a5", "")),
                rows(template, "a1 b1\na2\na3\na4 b4\na5\n"));
    }

    @Test
    void listsCollectAndAreNewForEachRow() {
        String template = "Value List L (\\d+)\nValue Key K (k\\d)\n\nStart\n ^n ${L}\n ^${K} -> Record\n\nEOF\n";
        assertEquals(
                List.of(List.of(List.of("1", "2"), "k1"), List.of(List.of(), "k2"), List.of(List.of("3"), "k3")),
                rows(template, "n 1\nn 2\nk1\nk2\nn 3\nk3\n"));
    }

    @Test
    void aListOfNamedGroupsIsAListOfMaps() {
        String template = "Value List P ((?P<name>\\w+):\\s+(?P<age>\\d+)?)\n\nStart\n ^${P}\n";
        assertEquals(
                List.of(List.of(List.of(Map.of("name", "Bob", "age", "32"), mapOf("name", "Ann", "age", null)))),
                rows(template, "Bob: 32\nAnn: \n"));
    }

    private static Map<String, Object> mapOf(String a, Object x, String b, Object y) {
        var map = new java.util.HashMap<String, Object>();
        map.put(a, x);
        map.put(b, y);
        return map;
    }

    @Test
    void whatAnOptionalGroupLeftOutIsNothingInAListAndEmptyElsewhere() {
        String template = "Value List L (\\d+)\nValue S (s)\n\nStart\n ^x(${L})?(${S})? -> Record\n\nEOF\n";
        Table table = Template.compile(template).parse("x\n");
        assertEquals(List.of(Arrays.asList(Arrays.asList((Object) null), "")), table.rows());
        assertEquals(List.of(Map.of("l", List.of("None"), "s", "")), table.maps());
    }

    @Test
    void clearKeepsFilldownAndClearallDoesNot() {
        String template =
                "Value Filldown A (a\\d)\nValue B (b\\d)\n\nStart\n ^${A}\n ^${B}\n ^c -> Clear\n ^d -> Clearall\n"
                        + " ^r -> Record\n\nEOF\n";
        assertEquals(List.of(List.of("a1", "")), rows(template, "a1\nb1\nc\nr\n"));
        assertEquals(List.of(), rows(template, "a1\nb1\nd\nr\n"));
    }

    @Test
    void continueLooksAtTheSameLineAgain() {
        String template =
                "Value List N (\\d)\n\nStart\n ^${N} -> Continue\n ^\\d ${N} -> Continue.Record\n ^\\d \\d ${N} -> Record\n\nEOF\n";
        assertEquals(List.of(List.of(List.of("1", "2")), List.of(List.of("3"))), rows(template, "1 2 3\n"));
    }

    @Test
    void statesEndAndEofMeanDifferentThings() {
        String start = "Value A (\\d)\n\nStart\n ^${A}\n";
        assertEquals(List.of(List.of("1")), rows(start + " ^x -> EOF\n", "1\nx\n2\n"));
        assertEquals(List.of(), rows(start + " ^x -> End\n", "1\nx\n2\n"));
        assertEquals(List.of(), rows(start + "\nEOF\n", "1\n"));
        assertEquals(
                List.of(List.of("2")),
                rows(start + " ^x -> Next.Clear Two\n\nTwo\n ^${A} -> Record End\n", "1\nx\n2\n"));
    }

    @Test
    void errorRulesEndWithTheirTextAndPlaces() {
        Template template =
                Template.compile("Value A (\\d)\n\nStart\n ^${A} -> Record\n ^\\s*$$\n ^. -> Error \"what is this\"\n");
        ParseException error = assertThrows(ParseException.class, () -> template.parse("1\n\noops\n"));
        assertEquals(ParseException.Kind.ERROR_RULE, error.kind());
        assertEquals(6, error.rule());
        assertEquals(3, error.line());
        assertTrue(error.getMessage().contains("what is this"), error.getMessage());
        assertTrue(error.getMessage().contains("oops"), error.getMessage());
    }

    @Test
    void linesEndWherePythonEndsThem() {
        String template = "Value A (\\w+)\n\nStart\n ^${A} -> Record\n\nEOF\n";
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                rows(template, "a\r\nb\rc\fd\u0085e\u2028f\u001eg").stream()
                        .map(List::getFirst)
                        .toList());
    }

    @Test
    void dollarsAreNamesOrEnds() {
        assertEquals(List.of(List.of("1")), rows("Value A (\\d)\n\nStart\n ^$A$$ -> Record\n", "1\n"));
        assertEquals(
                4,
                assertThrows(TemplateException.class, () -> Template.compile("Value A (\\d)\n\nStart\n ^${B}\n"))
                        .line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Start|1|begins with its values",
                "Value A|1|needs a name and a pattern",
                "Value A x|1|unknown option 'A'",
                "Value Foo A (x)|1|unknown option 'Foo'",
                "Value List,List A (x)|1|stands twice",
                "Value A (x)~Value A (y)|2|declared twice",
                "Value A (x))|1|is not valid: unbalanced",
                "Value A x(y)|1|unknown option 'A'",
                "Value aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee (x)|1|longer than 48",
                "Value A (x)~Start~ ^x|2|a blank line must stand between",
                "Value A (x)~~begin~ ^x|0|no state 'Start'",
                "Value A (x)~~Sta rt~ ^x|3|cannot be the name of a state",
                "Value A (x)~~Record~ ^x|3|cannot be the name of a state",
                "Value A (x)~~Start~^x|4|begins with one or two spaces",
                "Value A (x)~~Start~   ^x|4|begins with one or two spaces",
                "Value A (x)~~Start~ ^x -> Nxt Foo|4|does not end in an action",
                "Value A (x)~~Start~ ^x -> Nowhere|4|there is no state 'Nowhere'",
                "Value A (x)~~Start~ ^x -> Continue Start|4|Continue cannot go to another state",
                "Value A (x)~~Start~ ^x -> Continue.Record Start|4|Continue cannot go to another state",
                "Value A (x)~~Start~ ^x -> Next \"text\"|4|only Error takes a text",
                "Value A (x)~~Start~ ^x$|4|names no value",
                "Value A (x)~~Start~ ^${A}${A}|4|redefinition of group name 'A'",
                "Value A (x)~~Start~ ^(|4|missing )",
                "Value A (x)~~Start~ ^x~~EOF~ ^x|7|'EOF' must have no rules",
                "Value A (x)~~Start~ ^x~~Start~ ^x|6|defined twice"
            })
    void aTemplateThatIsWrongSaysWhereAndWhy(String template, int line, String reason) {
        TemplateException refused =
                assertThrows(TemplateException.class, () -> Template.compile(template.replace('~', '\n')));
        assertEquals(line, refused.line(), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void commentsMayStandEverywhere() {
        String template =
                "# about\nValue A (\\d) \n  # more\nValue B (b)\n\n# state\nStart\n  # rule\n ^${A}   \n\t^x -> Record\n";
        assertEquals(List.of(List.of("1", "")), rows(template, "1\nx\n"));
    }

    @Test
    void aRunawayLineEndsTheParseByName() {
        Template template = Template.compile("Value A (\\w+)\n\nStart\n ^(\\w+\\s?)+(?=!)(?!!)${A}\n");
        String text = "fine\n" + "a".repeat(40) + "\n";
        ParseException runaway = assertThrows(ParseException.class, () -> template.parse(text));
        assertEquals(ParseException.Kind.RUNAWAY, runaway.kind());
        assertEquals(2, runaway.line());
        assertEquals(4, runaway.rule());
    }

    @Test
    void aTextOfFortyMegabytesIsReadLineByLine() throws IOException {
        Template template = Template.compile("Value N (\\d+)\n\nStart\n ^row ${N}000000 -> Record\n\nEOF\n");
        long lines = 2_000_000;
        Reader endless = new Reader() {
            private long line;

            @Override
            public int read(char[] into, int from, int most) {
                if (line == lines) {
                    return -1;
                }
                String text = "row " + ++line + " and some\n";
                text.getChars(0, text.length(), into, from);
                return text.length();
            }

            @Override
            public void close() {}
        };
        assertEquals(
                List.of(List.of("1"), List.of("2")),
                template.parse(endless, Limits.DEFAULT).rows());
    }
}
