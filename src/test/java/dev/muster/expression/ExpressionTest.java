package dev.muster.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions: values, names that are not there, guards, limits. */
class ExpressionTest {

    private static Object value(String text) throws ExpressionException {
        return new Expression(text).value(Known.names());
    }

    private static String mistake(String text) {
        ExpressionException e =
                assertThrows(ExpressionException.class, () -> new Expression(text).value(Known.names()));
        return String.valueOf(e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.site == 'ams'",
                "data['site'] == \"ams\"",
                "'access' in groups and data.rack > 2",
                "'core' not in groups or name == 'R1'",
                "name is string and name is not iterable",
                "device.data.site == data.site",
                "name|lower == 'r1'",
                "groups|join(sep='-') == 'access-core'",
                "groups|length == 2",
                "name.startsWith('R')",
                "'nmae' != \"data.stie\"",
                "'it\\'s data.stie' != name",
                "{'a': name}['a'] == 'R1'",
                "(name if data.site == 'ams' else platform) == 'R1'",
                "'IOS' in steps['show version'].output",
                "steps['show version']['status'] == 'ok'",
                "vars.ntp[0] == '192.0.2.1'",
                "2 in range(3)",
                "data.role == none",
                "data.role is none",
                "not data.role"
            })
    void namesThatAreThereAreFound(String text) throws ExpressionException {
        assertTrue(new Expression(text).isTrue(Known.names()), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nmae == 'R1'                      | nmae                | name",
                "data.stie == 'ams'                | data.stie           | data.site",
                "data['stie'] == 'ams'             | data.stie           | data.site",
                "device.data.stie                  | device.data.stie    | device.data",
                "data.stie.more == 1               | data.stie           | data.site",
                "'x' in grups                      | grups               | groups",
                "nmae.startsWith('R')              | nmae                | name",
                "name.startsWith(nmae)             | nmae                | name",
                "data.stie.startsWith('a')         | data.stie           | data.site",
                "[name, nmae]                      | nmae                | name",
                "(nmae)                            | nmae                | name",
                "{'name': nmae}                    | nmae                | name",
                "{name: nmae}                      | nmae                | name",
                "name or nmae                      | nmae                | name",
                "name == 'R1' or data.stie == 'x'  | data.stie           | data.site",
                "name if nmae else platform        | nmae                | name",
                "vars.ntp[nmae]                    | nmae                | name",
                "not nmae                          | nmae                | name",
                "nmae is string                    | nmae                | name",
                "nmae is not string                | nmae                | name",
                "data.rack is divisibleby(nmae)    | nmae                | name",
                "groups is containing(nmae)        | nmae                | name",
                "groups ~ nmae                     | nmae                | name",
                "-nmae                             | nmae                | name",
                "groups[0:nmae]                    | nmae                | name",
                "range(nmae)                       | nmae                | name",
                "steps['show vers'].output         | steps['show vers']  | steps['show version']"
            })
    void aNameThatIsNotThereIsAnErrorWithASuggestion(String text, String unknown, String meant) {
        assertEquals("unknown name `" + unknown + "`; did you mean `" + meant + "`?", mistake(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "name|upper(nmae) > nmae",
                "name|replace('R', nmae) > nmae",
                "data.stie|upper > data.stie",
                "data.stie|upper|default('x') > data.stie",
                "data.x|default(data.stie) > data.stie",
                "data.x is defined and data.stie > data.stie",
                "groups|join(sep=nmae) > nmae"
            })
    void argumentsOfFiltersAreLookedUpToo(String text, String unknown) {
        String told = mistake(text);
        assertTrue(told.startsWith("unknown name `" + unknown + "`"), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "data.x is defined = false",
                "data['x'] is defined = false",
                "data.x is not defined = true",
                "data.x is undefined = true",
                "nothing is defined = false",
                "not (data.x is defined) = true",
                "(data.x) is defined = false",
                "data.x is defined and data.x in groups = false",
                "data.x is defined and data.x.y in groups = false",
                "data.x|default('q') = q",
                "data.x | d('q') = q",
                "(data.x)|default('q') = q",
                "data.x.y|default('q') = q",
                "data['x']|default('q')|upper = Q",
                "data.site|default('q') = ams"
            })
    void aGuardedNameMayBeMissing(String text, String expected) throws ExpressionException {
        assertEquals(expected, String.valueOf(value(text)));
    }

    @Test
    void aGuardHoldsForItsNameOnly() {
        assertTrue(mistake("data.x is defined and data.y == 1").startsWith("unknown name `data.y`"));
        assertTrue(mistake("data.x|default('q') == 'q' and data.x == 'q'").startsWith("unknown name `data.x`"));
    }

    @Test
    void aNameWithoutAValueIsNoMistake() throws ExpressionException {
        assertFalse(new Expression("data.role == 'core'").isTrue(Known.names()));
        assertNull(new Expression("data.role == 'core'").mistake(Known.names()));
        assertEquals("unknown or empty: data.role", mistake("data.role"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"name|`R1`", "groups|`[access, core]`", "data.rack|`3`", "name ~ ''|`R1`"})
    void onlyTrueAndFalseDecide(String text, String shown) {
        ExpressionException e =
                assertThrows(ExpressionException.class, () -> new Expression(text).isTrue(Known.names()));
        assertEquals("gives " + shown + ", not true or false", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name ==            | it ends too early",
                "(name              | it ends too early",
                "== name            | character 1: unexpected '=='",
                "name !== 'x'       | character 8: unexpected '='",
                "name == 'R1        | character 9: unexpected unterminated string",
                "name; platform     | character 5: unexpected invalid character ';'",
                "{{ name }}         | character 9: unexpected '}'",
                "name}              | character 5: unexpected '}'",
                "data.site = 'x'    | `=` compares nothing; write `==`",
                "name = 'R1'        | `=` compares nothing; write `==`",
                "name and (name='x')| `=` compares nothing; write `==`"
            })
    void aMistakeOfSyntaxIsToldWithItsPlaceWithoutEvaluating(String text, String told) {
        assertEquals(told, new Expression(text).mistake(Map.of()));
        assertEquals(told, mistake(text));
    }

    @Test
    void anEmptyExpressionIsAMistake() {
        assertEquals("it ends too early", mistake(""));
        assertEquals("it ends too early", mistake("   "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name.getClass()",
                "''.class",
                "name['class']",
                "''.getClass().forName('java.lang.Runtime')",
                "data.getClass().getClassLoader()",
                "groups.class.name",
                "____int3rpr3t3r____",
                "____int3rpr3t3r____.config"
            })
    void classesAreOutOfReach(String text) {
        assertFalse(mistake(text).isEmpty());
    }

    @Test
    void nothingCanBeChanged() {
        var names = new LinkedHashMap<>(Known.names());
        var before = new LinkedHashMap<>(names);
        for (String text : List.of("vars.clear()", "vars.put('x', 1)", "groups.add('x')", "vars.ntp.clear()")) {
            assertThrows(ExpressionException.class, () -> new Expression(text).value(names), text);
        }
        assertEquals(before, names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch(3)", "name|nosuch", "name is nosuch", "name.nosuch()", "data.rack > 'x'"})
    void whatJinjavaCannotDoIsAnErrorAndNoException(String text) {
        assertFalse(mistake(text).isBlank());
    }

    @Test
    void textFromADeviceIsNotEvaluatedAgain() throws ExpressionException {
        assertEquals("IOS {{ vars.secret }}", value("steps['show version'].output"));
        assertEquals("{{ vars.secret }}", value("data.template"));
    }

    @Test
    void absurdSizesEndQuickly() throws ExpressionException {
        assertEquals("more than 500 brackets", mistake("(".repeat(20_000) + "1" + ")".repeat(20_000)));
        assertEquals(10_000, ((List<?>) value("range(1000000000)")).size());
        assertEquals("R1", value("(".repeat(50) + "name" + ")".repeat(50)));
    }

    private static final List<String> SOUND_OR_NOT = List.of(
            "1 + 1",
            "1+1",
            "1-1",
            "2**3",
            "7//2",
            "7 % 2",
            "!true",
            "a and b",
            "a && b",
            "a is not none",
            "a is divisibleby 3",
            "a is divisibleby(3)",
            "a in [1, 2]",
            "a[0:1]",
            "a|upper|lower",
            "a ? b : b",
            "a if b else b",
            "(1, 2)",
            "{'a': 1}",
            "a..b",
            "a.",
            ".a",
            "a b",
            "a|",
            "|a",
            "a is",
            "'a'",
            "'a",
            "a[",
            "a]",
            "a ~ b",
            "not a",
            "not not a",
            "a if b",
            "1.5e3",
            "0x10",
            "a.b(c=1)",
            "a\n== b");

    /** The parser that looks for names must not refuse what jinjava takes, nor the other way round. */
    @Test
    void bothReadersAgreeOnWhatIsAnExpression() {
        var differ = new ArrayList<String>();
        for (String text : SOUND_OR_NOT) {
            var names = Map.of("a", 3L, "b", true);
            boolean parsed = new Expression(text).mistake(Map.of("a", 1, "b", 1, "c", 1)) == null;
            boolean evaluated = true;
            try {
                Jinja.evaluate(text, names);
            } catch (ExpressionException e) {
                evaluated = !String.valueOf(e.getMessage()).matches("(?s).*(syntax|lexical) error.*");
            }
            if (parsed != evaluated) {
                differ.add(text);
            }
        }
        assertEquals(List.of(), differ);
    }
}
