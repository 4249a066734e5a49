package dev.muster.csv;

import dev.muster.csv.CsvRows.Flushing;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a CSV file that pass a condition, as they stand in the file; holds one row at a time.
 *
 * @param where an expression over the columns, or null for all rows
 * @param columns those to keep, in this order; empty for all
 */
public record CsvFilter(@Nullable String where, List<String> columns, char delimiter) {
    public CsvFilter {
        columns = List.copyOf(columns);
    }

    /**
     * Reads to the end; everything found is with {@code to} before this waits for more.
     *
     * @return how many rows passed
     * @throws CsvException if the file is not CSV, or the condition or a column does not fit its header
     */
    public long copy(InputStream from, OutputStream to) throws IOException, CsvException {
        var out = new BufferedOutputStream(to, 1 << 16);
        Flushing flushing = out::flush;
        var rows = new CsvRows(from, delimiter, flushing);
        if (!rows.next()) {
            throw new CsvException("the file is empty; it needs a header line");
        }
        List<String> header = header(rows);
        int[] kept = kept(header);
        Condition condition = condition(header);
        copy(rows, kept, out);
        if (kept.length == 0) {
            rows.want(condition instanceof ByEngine ? header.size() : lastOf(condition, header));
        }
        long passed = 0;
        while (rows.next()) {
            if (condition.holds(rows)) {
                copy(rows, kept, out);
                passed++;
            }
        }
        out.flush();
        return passed;
    }

    private static List<String> header(CsvRows rows) throws CsvException {
        var header = new ArrayList<String>();
        for (int i = 0; i < rows.fields(); i++) {
            String name = rows.text(i).strip();
            if (header.contains(name)) {
                throw new CsvException("the column `" + name + "` stands twice in the header");
            }
            header.add(name);
        }
        return header;
    }

    private int[] kept(List<String> header) throws CsvException {
        int[] kept = new int[columns.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = header.indexOf(columns.get(i));
            if (kept[i] < 0) {
                throw new CsvException(
                        "--columns: no column `" + columns.get(i) + "`; columns: " + String.join(", ", header));
            }
        }
        return kept;
    }

    private Condition condition(List<String> header) throws CsvException {
        if (where == null) {
            return new Condition.All(List.of());
        }
        Condition direct = ConditionReader.read(where, header);
        return direct != null ? direct : ByEngine.of(where, header);
    }

    /** How many of the first columns the condition looks at. */
    private static int lastOf(Condition condition, List<String> header) {
        return switch (condition) {
            case Condition.Is is -> is.column() + 1;
            case Condition.OneOf oneOf -> oneOf.column() + 1;
            case Condition.Holds holds -> holds.column() + 1;
            case Condition.TextOrder order -> order.column() + 1;
            case Condition.NumberOrder order -> order.column() + 1;
            case Condition.Not not -> lastOf(not.condition(), header);
            case Condition.All all -> lastOf(all.conditions(), header);
            case Condition.Any any -> lastOf(any.conditions(), header);
            default -> header.size();
        };
    }

    private static int lastOf(List<Condition> conditions, List<String> header) {
        return conditions.stream()
                .mapToInt(condition -> lastOf(condition, header))
                .max()
                .orElse(1);
    }

    private static void copy(CsvRows rows, int[] kept, OutputStream out) throws IOException {
        if (kept.length == 0) {
            rows.copy(out);
            return;
        }
        for (int i = 0; i < kept.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            rows.copy(kept[i], out);
        }
        out.write('\r');
        out.write('\n');
    }
}
