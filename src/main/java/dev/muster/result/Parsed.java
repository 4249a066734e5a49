package dev.muster.result;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output as rows.
 *
 * @param rows never null; a value is text, a list, a map, a number, true, false or null
 * @param by the template that made them, or empty
 * @param failure why it could not be parsed, or null
 */
public record Parsed(
        ParseStatus status,
        List<Map<String, @Nullable Object>> rows,
        String by,
        @Nullable Failure failure) {

    /** Rows, or none of them. */
    public static Parsed rows(List<Map<String, @Nullable Object>> rows, String by) {
        return new Parsed(rows.isEmpty() ? ParseStatus.EMPTY : ParseStatus.PARSED, rows, by, null);
    }

    /** There is nothing to parse it with. */
    public static Parsed noTemplate() {
        return new Parsed(ParseStatus.NO_TEMPLATE, List.of(), "", null);
    }

    /** It could not be parsed. */
    public static Parsed failed(String why, String by) {
        return new Parsed(ParseStatus.FAILED, List.of(), by, Failure.of(FailureKind.PARSE, Stage.PARSE, why));
    }
}
