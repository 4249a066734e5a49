package dev.muster.cli;

import java.util.List;

/** Columns for people: each as wide as its widest field, the last as it is. */
final class Aligned {
    private static final int WIDEST = 60;

    private Aligned() {}

    static String text(List<List<String>> lines) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, line.get(i).length()));
            }
        }
        var text = new StringBuilder();
        for (List<String> line : lines) {
            var aligned = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String field = line.get(i);
                aligned.append(field).append(" ".repeat(Math.max(0, widths[i] - field.length()) + 2));
            }
            text.append(aligned.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
