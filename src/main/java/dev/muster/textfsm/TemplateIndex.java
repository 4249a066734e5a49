package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The index of a collection of templates: a table that says which templates read the output of which command. The first row
 * whose patterns all match wins; a pattern matches at the beginning, as Python's {@code re.match} does. Immutable.
 */
public final class TemplateIndex {
    private static final String TEMPLATE = "Template";
    private static final String PLATFORM = "Platform";

    private final List<IndexRow> rows;
    private final List<Integer> ignored;
    private final Map<String, List<IndexRow>> byPlatform = new ConcurrentHashMap<>();

    private TemplateIndex(List<IndexRow> rows, List<Integer> ignored) {
        this.rows = List.copyOf(rows);
        this.ignored = List.copyOf(ignored);
    }

    /** @throws IndexException if there is no header, or no column {@code Template} in it */
    public static TemplateIndex read(String text) {
        List<String> columns = List.of();
        var rows = new ArrayList<IndexRow>();
        var ignored = new ArrayList<Integer>();
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            if (columns.isEmpty()) {
                columns = header(line, number);
            } else if (!line.startsWith("#")) {
                List<String> fields = fields(line);
                if (fields.size() == columns.size()) {
                    rows.add(IndexRow.of(columns, fields, number));
                } else if (!line.isBlank()) {
                    ignored.add(number);
                }
            }
        }
        if (columns.isEmpty()) {
            throw new IndexException(0, "there is no header line such as: Template, Hostname, Platform, Command");
        }
        return new TemplateIndex(rows, ignored);
    }

    private static List<String> header(String line, int number) {
        String text = Lines.strip(line.split("#", -1)[0]);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> columns = fields(text);
        if (columns.stream().distinct().count() < columns.size()) {
            throw new IndexException(number, "a column stands twice in the header " + columns);
        }
        if (!columns.contains(TEMPLATE)) {
            throw new IndexException(number, "there is no column 'Template' in the header " + columns);
        }
        return columns;
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.split(",", -1)).map(Lines::strip).toList();
    }

    /** The names of the templates for a command of a platform; several are to be merged. */
    public Optional<List<String>> find(String platform, String command) {
        return find(Map.of(PLATFORM, platform, "Command", command));
    }

    /** @param attributes by the names of columns; a name that is no column does not count, a column not named matches all */
    public Optional<List<String>> find(Map<String, String> attributes) {
        return candidates(attributes).stream()
                .filter(row -> row.matches(attributes))
                .findFirst()
                .map(IndexRow::templates);
    }

    private List<IndexRow> candidates(Map<String, String> attributes) {
        String platform = attributes.get(PLATFORM);
        return platform == null
                ? rows
                : byPlatform.computeIfAbsent(
                        platform,
                        name -> rows.stream()
                                .filter(row -> row.matches(PLATFORM, name))
                                .toList());
    }

    /** Whether some row is for a platform of exactly this name, not only for one with which the name begins. */
    public boolean names(String platform) {
        return rows.stream().anyMatch(row -> row.matchesAllOf(PLATFORM, platform));
    }

    /** Lines that have another number of fields than the header; they count as not written, as with TextFSM. */
    public List<Integer> ignored() {
        return ignored;
    }

    public int size() {
        return rows.size();
    }
}
