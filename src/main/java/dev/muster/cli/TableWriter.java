package dev.muster.cli;

import dev.muster.report.RowText;
import dev.muster.textfsm.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows rows on standard output. */
enum TableWriter {
    JSON {
        @Override
        void write(Table table, Console console) throws IOException {
            var text = new StringBuilder("[");
            String before = "\n  ";
            for (Map<String, Object> row : table.maps()) {
                text.append(before).append(RowText.json(row));
                before = ",\n  ";
                flush(text, console, PIECE);
            }
            text.append(table.rows().isEmpty() ? "]\n" : "\n]\n");
            flush(text, console, 0);
        }
    },
    CSV {
        @Override
        void write(Table table, Console console) throws IOException {
            var text = new StringBuilder(RowText.csv(names(table)));
            for (Map<String, Object> row : table.maps()) {
                text.append(RowText.csv(fields(row)));
                flush(text, console, PIECE);
            }
            flush(text, console, 0);
        }
    },
    TABLE {
        @Override
        void write(Table table, Console console) throws IOException {
            List<List<String>> lines = new ArrayList<>();
            lines.add(names(table));
            for (Map<String, Object> row : table.maps()) {
                lines.add(fields(row).stream().map(Visible::line).toList());
            }
            int[] widths = new int[table.header().size()];
            lines.forEach(line -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], line.get(i).length());
                }
            });
            var text = new StringBuilder();
            for (List<String> line : lines) {
                var aligned = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    aligned.append(line.get(i))
                            .append(" ".repeat(widths[i] - line.get(i).length() + 2));
                }
                text.append(aligned.toString().stripTrailing()).append('\n');
                flush(text, console, PIECE);
            }
            flush(text, console, 0);
        }
    };

    private static final int PIECE = 1 << 16;

    abstract void write(Table table, Console console) throws IOException;

    static TableWriter named(String format) throws WrongInput {
        return switch (format) {
            case "json" -> JSON;
            case "csv" -> CSV;
            case "table" -> TABLE;
            default -> throw new WrongInput("--format is `" + format + "`; known: json, csv, table");
        };
    }

    private static List<String> names(Table table) {
        return table.header().stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    private static List<String> fields(Map<String, Object> row) throws IOException {
        var fields = new ArrayList<String>(row.size());
        for (Object value : row.values()) {
            fields.add(RowText.field(value));
        }
        return fields;
    }

    private static void flush(StringBuilder text, Console console, int least) throws IOException {
        if (text.length() >= least) {
            console.out(text.toString());
            text.setLength(0);
        }
    }
}
