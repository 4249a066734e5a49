package dev.muster.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reader with what it takes and what it does not. */
class FieldsTest {
    private final Problems problems = new Problems();

    private enum Mode {
        OFF,
        ACCEPT_NEW
    }

    private Fields fields(String text) {
        Node node = YamlFile.parse("f", text, problems);
        assertNotNull(node, told());
        Fields fields = Fields.of(node, problems, "a thing");
        assertNotNull(fields, told());
        return fields;
    }

    private Fields k(String value) {
        return fields("k: " + value);
    }

    private String told() {
        return String.join("\n", problems.all().stream().map(Problem::toString).toList());
    }

    @Test
    void onlyAMappingHasFields() {
        for (String text : List.of("[a]", "a", "5", "true", "null")) {
            Node node = YamlFile.parse("f", text, problems);
            assertNotNull(node);
            assertNull(Fields.of(node, problems, "a thing"));
        }
        assertEquals(
                "f:1:1: a thing needs a mapping (key: value), found a list\n"
                        + "f:1:1: a thing needs a mapping (key: value), found text\n"
                        + "f:1:1: a thing needs a mapping (key: value), found a number\n"
                        + "f:1:1: a thing needs a mapping (key: value), found true or false\n"
                        + "f:1:1: a thing needs a mapping (key: value), found nothing",
                told());
    }

    @Test
    void whatIsAbsentIsNoMistake() {
        Fields fields = fields("{}");
        assertNull(fields.text("k"));
        assertNull(fields.integer("k", 0, 1));
        assertNull(fields.bool("k"));
        assertNull(fields.duration("k", Duration.ofDays(1)));
        assertNull(fields.size("k", 0, 1));
        assertNull(fields.oneOf("k", Mode.class));
        assertNull(fields.pattern("k", 0));
        assertNull(fields.child("k"));
        assertNull(fields.node("k"));
        assertEquals(List.of(), fields.texts("k"));
        assertEquals(List.of(), fields.items("k"));
        assertFalse(fields.has("k"));
        assertFalse(fields.notYet("k"));
        fields.done();
        assertTrue(problems.isEmpty(), told());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        "'010', 010",
        "5, 5",
        "1.50, 1.50",
        "True, True",
        "'\"\"', ''",
        "'''null''', null",
        "'''~''', ~"
    })
    void textIsWhatWasWritten(String written, String text) {
        assertEquals(text, k(written).text("k"));
        assertTrue(problems.isEmpty(), told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {"[a] > a list", "{a: b} > a mapping", "~ > nothing", "null > nothing"})
    void textIsNoListMappingOrNothing(String written, String kind) {
        assertNull(k(written).text("k"));
        assertEquals("f:1:4: `k` needs text, found " + kind, told());
    }

    @Test
    void textsAreOneOrSeveralAndSoundOnesStay() {
        assertEquals(List.of("a"), k("a").texts("k"));
        assertEquals(List.of("a", "5", "true"), k("[a, 5, true]").texts("k"));
        assertEquals(List.of(), k("[]").texts("k"));
        assertTrue(problems.isEmpty(), told());
        assertEquals(List.of("a", "b"), k("[a, [x], b, ~]").texts("k"));
        assertEquals("f:1:8: `k` needs text, found a list\nf:1:16: `k` needs text, found nothing", told());
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "'5', 5", "0, 0", "-3, -3", "9, 9"})
    void aWholeNumberIsReadWithinItsBounds(String written, int number) {
        assertEquals(number, k(written).integer("k", -3, 9));
        assertTrue(problems.isEmpty(), told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "10 > `k` is 10; it must be from -3 to 9",
                "-4 > `k` is -4; it must be from -3 to 9",
                "4294967301 > `k` is 4294967301; it must be from -3 to 9",
                "99999999999999999999 > `k` needs a whole number, found `99999999999999999999`",
                "1.0 > `k` needs a whole number, found `1.0`",
                "1e3 > `k` needs a whole number, found `1e3`",
                "0x5 > `k` needs a whole number, found `0x5`",
                "five > `k` needs a whole number, found `five`",
                "true > `k` needs a whole number, found `true`",
                "~ > `k` needs a whole number, found `~`",
                "[5] > `k` needs a whole number, found a list",
                "{} > `k` needs a whole number, found a mapping"
            })
    void anythingElseIsNoWholeNumber(String written, String message) {
        assertNull(k(written).integer("k", -3, 9));
        assertEquals("f:1:4: " + message, told());
    }

    @Test
    void trueAndFalseAreReadInAnyCase() {
        assertEquals(true, k("true").bool("k"));
        assertEquals(true, k("True").bool("k"));
        assertEquals(false, k("'FALSE'").bool("k"));
        assertTrue(problems.isEmpty(), told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "~", "[true]", "{}"})
    void anythingElseIsNeitherTrueNorFalse(String written) {
        assertNull(k(written).bool("k"));
        assertTrue(told().startsWith("f:1:4: `k` needs true or false, found "), told());
    }

    @Test
    void aDurationIsReadUpToItsLimit() {
        assertEquals(Duration.ofSeconds(90), k("1m30s").duration("k", Duration.ofMinutes(2)));
        assertEquals(Duration.ofSeconds(120), k("120").duration("k", Duration.ofMinutes(2)));
        assertTrue(problems.isEmpty(), told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "0s > `k` must be above 0 and at most 2m, found `0s`",
                "0.0001s > `k` must be above 0 and at most 2m, found `0.0001s`",
                "121s > `k` must be above 0 and at most 2m, found `121s`",
                "999999999999999999999999d > `k` must be above 0 and at most 2m, found `999999999999999999999999d`",
                "soon > `k` needs a duration such as 30s or 5m, found `soon`",
                "-5s > `k` needs a duration such as 30s or 5m, found `-5s`",
                "[5s] > `k` needs a duration such as 30s or 5m, found a list",
                "~ > `k` needs a duration such as 30s or 5m, found `~`"
            })
    void anythingElseIsNoDuration(String written, String message) {
        assertNull(k(written).duration("k", Duration.ofMinutes(2)));
        assertEquals("f:1:4: " + message, told());
    }

    @Test
    void aSizeIsReadWithinItsBounds() {
        assertEquals(1L << 20, k("1MiB").size("k", 1, 1 << 20));
        assertNull(k("2MiB").size("k", 1, 1 << 20));
        assertNull(k("17179869185GiB").size("k", 1, 1L << 40), "more than a long can count is not little");
        assertNull(k("lots").size("k", 1, 9));
        assertNull(k("[1]").size("k", 1, 9));
        assertEquals(4, problems.size(), told());
        assertTrue(told().contains("`k` needs a size from 1 to 9 bytes, such as 1MiB, found `lots`"), told());
    }

    @Test
    void anEnumIsReadWithEitherDash() {
        assertEquals(Mode.ACCEPT_NEW, k("accept-new").oneOf("k", Mode.class));
        assertEquals(Mode.ACCEPT_NEW, k("accept_new").oneOf("k", Mode.class));
        assertTrue(problems.isEmpty(), told());
        assertNull(k("acept-new").oneOf("k", Mode.class));
        assertNull(k("OFF!").oneOf("k", Mode.class));
        assertNull(k("[off]").oneOf("k", Mode.class));
        assertEquals(
                "f:1:1: `k` is `acept-new`; did you mean `accept_new`?\nf:1:1: `k` is `OFF!`; known: off, accept_new\n"
                        + "f:1:4: `k` needs text, found a list",
                told());
    }

    @Test
    void aPatternIsChecked() {
        Pattern pattern = k("'^R\\d+#$'").pattern("k", Pattern.UNIX_LINES);
        assertNotNull(pattern);
        assertTrue(pattern.matcher("R1#").find());
        assertEquals(Pattern.UNIX_LINES, pattern.flags());
        assertNull(k("'(R'").pattern("k", 0));
        assertNull(k("'*'").pattern("k", 0));
        assertNull(k("[a]").pattern("k", 0));
        assertEquals(
                "f:1:4: `k` is not a regular expression: Unclosed group at character 2\n"
                        + "f:1:4: `k` is not a regular expression: Dangling meta character '*' at character 0\n"
                        + "f:1:4: `k` needs text, found a list",
                told());
    }

    @Test
    void aChildIsAMapping() {
        Fields child = k("{a: x}").child("k");
        assertNotNull(child);
        assertEquals("x", child.text("a"));
        assertEquals("f:1:4", child.mark().toString());
        assertNull(k("[a]").child("k"));
        assertEquals("f:1:4: `k` needs a mapping (key: value), found a list", told());
    }

    @Test
    void itemsAreThoseOfAListOrTheOneValue() {
        assertEquals(2, k("[a, {b: c}]").items("k").size());
        assertEquals(1, k("{b: c}").items("k").size());
        assertEquals(0, k("[]").items("k").size());
    }

    @Test
    void aKeyThatNobodyAskedForIsUnknownWithASuggestion() {
        Fields fields = fields("name: R1\nhots: x\nfoobar: y\n");
        fields.text("name");
        fields.text("host");
        fields.has("port");
        fields.done();
        assertEquals(
                "f:2:1: unknown key `hots`; did you mean `host`?\n"
                        + "f:3:1: unknown key `foobar`; known: name, host, port",
                told());
    }

    @Test
    void aKeyOfALaterVersionIsToldSo() {
        Fields fields = fields("{via: jump, name: R1}");
        assertTrue(fields.notYet("via", "proxy"));
        fields.text("name");
        fields.done();
        assertEquals("f:1:2: `via` is not supported in this version", told());
    }

    @Test
    void aProblemStandsAtItsKeyOrAtTheMapping() {
        Fields fields = fields("{a: 1, b: 2}");
        fields.problem("b", "wrong");
        fields.problem("c", "missing");
        assertEquals("f:1:1: missing\nf:1:8: wrong", told());
    }
}
