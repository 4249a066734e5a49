package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;

/** Lines of fields, each of which knows its place; empty lines and those that begin with {@code #} are left out. */
final class CsvText {
    private final String file;
    private final String text;
    private final char delimiter;
    private int at;
    private int line = 1;
    private int lineStart;

    CsvText(String file, String text, char delimiter) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.delimiter = delimiter;
    }

    /** The delimiter that the first line has most of. */
    static char delimiterOf(String firstLine) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = firstLine.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    List<List<Scalar>> lines(Problems problems) {
        var lines = new ArrayList<List<Scalar>>();
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                skipLine();
                continue;
            }
            List<Scalar> fields = fields(problems);
            boolean empty = fields.size() == 1 && fields.getFirst().text().isBlank();
            if (!empty) {
                lines.add(fields);
            }
        }
        return lines;
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        endLine();
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
            line++;
            lineStart = at;
        }
    }

    private List<Scalar> fields(Problems problems) {
        var fields = new ArrayList<Scalar>();
        while (true) {
            fields.add(field(problems));
            if (at >= text.length() || text.charAt(at) != delimiter) {
                endLine();
                return fields;
            }
            at++;
        }
    }

    private Scalar field(Problems problems) {
        var mark = new Mark(file, line, at - lineStart + 1);
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        return new Scalar(mark, Type.TEXT, quoted ? quoted(mark, problems) : bare());
    }

    private String bare() {
        int from = at;
        while (at < text.length() && text.charAt(at) != delimiter && "\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private String quoted(Mark mark, Problems problems) {
        var field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                at++;
            } else if (c == '"') {
                at++;
                bare(); // nothing belongs between the quote and the delimiter
                return field.toString();
            } else if (c == '\n') {
                line++;
                lineStart = at + 1;
            }
            field.append(c);
        }
        problems.add(mark, "a quote is opened here and never closed");
        return field.toString();
    }
}
