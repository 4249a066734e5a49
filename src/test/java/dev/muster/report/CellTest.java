package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muster.result.Parsed;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    /** The rule that docs/results.md gives to whoever wants the text as the device sent it. */
    private static String original(String cell) {
        return cell.matches("(?s)'+[=+\\-@\\t\\r].*") ? cell.substring(1) : cell;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "'=1",
                "''=1",
                "----- table",
                "-",
                "+--+"
            })
    void nothingThatASpreadsheetWouldRunBeginsACellAndTheTextIsRecoverable(String text) {
        String cell = Cell.of(text);
        assertFalse(cell.matches("(?s)[=+\\-@\\t\\r].*"), cell);
        assertEquals(text, original(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R1#", "-5", "+3.25", "'", "'quoted'", "a=b", "\n=1", "show version"})
    void whatNoSpreadsheetRunsStaysAsItIs(String text) {
        assertEquals(text, Cell.of(text));
        assertEquals(text, original(text));
    }

    @Test
    void resultsAndRowsBothKeepTheRule(@TempDir Path folder) throws IOException {
        String bad = "=cmd|' /C calc'!A0";
        StepResult step = Sample.step("show x", bad).with(Parsed.rows(List.of(Map.of("name", bad)), "t"));
        var events = Sample.events(folder, List.of(Sample.ok(0, step)));
        Sample.tell(new CsvReport(folder, false), events);
        Sample.tell(new RowsReport(folder), events);
        assertEquals(List.of("'" + bad), Read.column(folder.resolve("results.csv"), "output"));
        assertEquals(List.of("'" + bad), Read.column(folder.resolve("rows/show_x.csv"), "name"));
    }
}
