package dev.muster.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions on one of several rows: columns and rows that are not there. */
class RowsInExpressionsTest {
    private static final List<Map<String, Object>> ROWS = List.of(
            Map.of("version", "15.2(4)M6", "hardware", List.of("2901", "2911")), Map.of("version", "15.7(3)M5"));
    private static final Map<String, Object> NAMES = Map.of(
            "rows",
            ROWS,
            "n",
            1L,
            "vars",
            Map.of("ntp", List.of("192.0.2.1")),
            "steps",
            Map.of("show version", Map.of("rows", ROWS), "br", Map.of("rows", List.of())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "rows[0].versoin != 'x'                         > rows[0].versoin",
                "rows[0].versoin not in ['x']                   > rows[0].versoin",
                "rows[0].versoin == 1                           > rows[0].versoin",
                "not rows[0].versoin                            > rows[0].versoin",
                "rows[0]['versoin'] != 'x'                      > rows[0].versoin",
                "(rows[0]).versoin != 'x'                       > rows[0].versoin",
                "rows[-1].versoin != 'x'                        > rows[-1].versoin",
                "rows[0].versoin|upper == 'X'                   > rows[0].versoin",
                "rows[0].version == 'x' or rows[1].versoin      > rows[1].versoin",
                "steps['show version'].rows[0].versoin != 'x'   > steps['show version'].rows[0].versoin"
            })
    void aMisspeltColumnIsAnErrorWithASuggestion(String text, String unknown) {
        assertEquals("unknown name `" + unknown + "`; did you mean `version`?", mistake(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "rows[5].version != 'x'                  > `rows[5]`: there are only 2 rows",
                "rows[-3].version != 'x'                 > `rows[-3]`: there are only 2 rows",
                "rows[2] != 'x'                          > `rows[2]`: there are only 2 rows",
                "not rows[2].version                     > `rows[2]`: there are only 2 rows",
                "rows[5].version|upper != 'x'            > `rows[5]`: there are only 2 rows",
                "rows|length == 2 and rows[2].version    > `rows[2]`: there are only 2 rows",
                "steps.br.rows[0].intf != 'x'            > `steps.br.rows[0]`: there are no rows",
                "vars.ntp[1] != 'x'                      > `vars.ntp[1]`: there is only 1 entry",
                "rows[0].hardware[7] != 'x'              > `rows[0].hardware[7]`: there are only 2 entries"
            })
    void aRowThatIsNotThereIsAnError(String text, String told) {
        assertThrows(AbsentException.class, () -> new Expression(text).isTrue(NAMES));
        assertEquals(told, mistake(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows[0].version == '15.2(4)M6'",
                "rows[-1].version == '15.7(3)M5'",
                "rows[0].hardware[1] == '2911'",
                "rows[n].version == '15.7(3)M5'",
                "rows[0].version.startsWith('15')",
                "rows[0].versoin|default('x') == 'x'",
                "rows[5].version|default('x') == 'x'",
                "rows[0].versoin is not defined",
                "rows[5].version is not defined",
                "rows[5] is not defined",
                "rows[1].hardware is not defined or rows[1].hardware[0] == 'x'",
                "not (rows|length > 5 and rows[5].version == 'x')",
                "steps.br.rows|length == 0 or steps.br.rows[0].intf == 'x'",
                "rows[5].version != 'x' if rows|length > 5 else true",
                "'rows[7].versoin' != rows[0].version"
            })
    void whatIsThereOrGuardedHolds(String text) throws ExpressionException {
        assertEquals(true, new Expression(text).isTrue(NAMES));
    }

    @Test
    void beforeTheRowsAreThereNothingIsSaidOfThem() {
        var names = new HashMap<String, Object>();
        names.put("rows", null);
        assertNull(new Expression("rows[7].anything == 'x'").mistake(names));
    }

    private static String mistake(String text) {
        ExpressionException e = assertThrows(ExpressionException.class, () -> new Expression(text).isTrue(NAMES));
        return String.valueOf(e.getMessage());
    }
}
