package dev.muster.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of a column or a row that is not there are errors and never pass. */
class MissingRowsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "rows[0].versoin != 'x' # error: unknown name `rows[0].versoin`; did you mean `version`?",
                "not rows[0].bad # error: unknown name `rows[0].bad`; known: version, sn",
                "rows[5].version != 'x' # error: `rows[5]`: there are only 2 rows",
                "rows[0].version|default('x') == '15.2' # pass",
                "rows[0].versoin is not defined # pass",
                "rows[0].version != '15.2' # fail: `rows[0].version != '15.2'` is false: rows[0].version is `15.2`"
            })
    void ofTheStepThatTheCheckIsOf(String that, String found) {
        assertEquals(found, checked("{of: table, that: \"" + that + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "steps.table.rows[0].versoin != 'x' # error: unknown name `steps.table.rows[0].versoin`; did you mean `version`?",
                "steps.table.rows[2].version != 'x' # error: `steps.table.rows[2]`: there are only 2 rows",
                "steps.table.rows|length < 3 or steps.table.rows[2].version == 'x' # pass"
            })
    void ofAnyStep(String that, String found) {
        assertEquals(found, checked("{that: \"" + that + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({"that,!=", "that,==", "when,=="})
    void ofAnAnswerWithoutRows(String key, String operator) {
        String condition = "steps.table.rows[0].sn " + operator + " 'x'";
        String check = key.equals("that") ? "{that: \"%s\"}" : "{of: table, count: 0, when: \"%s\"}";
        String reason = "`steps.table.rows[0]`: there are no rows";
        assertEquals(
                "error: " + (key.equals("that") ? reason : "when: `" + condition + "`: " + reason),
                new Audited(folder).table().of(check.formatted(condition)));
    }

    private String checked(String check) {
        return new Audited(folder)
                .table("version=15.2 sn=A", "version=15.7 sn=B")
                .of(check);
    }
}
