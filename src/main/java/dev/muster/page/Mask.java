package dev.muster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds in an output what may differ without meaning anything: the device's own name, clocks with their dates, uptimes,
 * ages and traffic counters. In a configuration, where a time or a number is a setting, it finds only the name and the
 * lines that the device writes about the configuration itself.
 */
final class Mask {
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(?i)\\b(run|running-config|start|startup-config|config|conf|configuration|current-configuration|export)\\b");
    private static final Set<String> COUNTED =
            Set.of("packets", "packet", "pkts", "bits/sec", "bytes/sec", "packets/sec", "pkts/sec", "frames", "octets");
    private static final Set<String> UNITS = Set.of(
            "year", "years", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "second", "seconds",
            "hrs", "mins", "secs", "hr", "min", "sec", "yr", "wk");

    private final String text;
    private final List<String> names;
    private final StringBuilder shape;
    private final List<String> fields = new ArrayList<>();
    private int copied;
    private int line;
    private boolean counted;

    private Mask(String text, List<String> names) {
        this.text = text;
        this.names = names;
        this.shape = new StringBuilder(text.length());
    }

    /**
     * The shape of an output.
     *
     * @param command what was sent
     * @param names how the device is called
     */
    static Shape of(String text, String command, List<String> names) {
        if (text.indexOf(Shape.GAP) >= 0) {
            return new Shape(text, List.of());
        }
        var mask =
                new Mask(text, names.stream().filter(name -> name.length() > 1).toList());
        return mask.shape(isConfiguration(command));
    }

    /** Whether what is shown by this command are settings. */
    static boolean isConfiguration(String command) {
        return CONFIGURATION.matcher(command).find();
    }

    private Shape shape(boolean configuration) {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c == '\n') {
                line = ++i;
                counted = false;
            } else if (i == line && configuration && isRemark(i)) {
                i = gap(i, endOfLine(i));
            } else if (startsWord(i, c)) {
                int end = word(i, c, configuration);
                i = end > i ? gap(i, end) : endOfWord(i);
            } else {
                i++;
            }
        }
        shape.append(text, copied, text.length());
        return new Shape(shape.toString(), fields);
    }

    /** Lines in which a device tells when a configuration was changed or shown, and how long it is. */
    private boolean isRemark(int at) {
        return at(at, "! Last configuration change")
                || at(at, "! NVRAM config last updated")
                || at(at, "ntp clock-period")
                || at(at, "Current configuration :")
                || at(at, "!Time: ")
                || at(at, "!! Last configuration change")
                || at(at, "## Last commit: ")
                || at(at, "## Last changed: ")
                || at(at, ": Written by ")
                || at(at, "!Running configuration last done at")
                || at(at, "# by RouterOS")
                || at(at, "! Configuration last modified by");
    }

    private boolean at(int at, String prefix) {
        return text.startsWith(prefix, at);
    }

    /** The end of the field that begins here, or nothing but the beginning. */
    private int word(int at, char c, boolean configuration) {
        for (String name : names) {
            if (c == name.charAt(0) && text.startsWith(name, at) && endsName(at + name.length())) {
                return at + name.length();
            }
        }
        return configuration || !isDigit(c) ? at : number(at);
    }

    private int number(int at) {
        int clock = Clock.end(text, at);
        if (clock > at) {
            return Clock.withDateAfter(text, clock);
        }
        int age = age(at);
        if (age > at) {
            return age;
        }
        int end = digits(at);
        return end < text.length() && isMeasure(at, end) ? end : at;
    }

    /** Ages such as {@code 1w2d} and {@code 3d04h}. */
    private int age(int at) {
        int parts = 0;
        int i = at;
        for (int end = digits(i); end > i && end < text.length() && "ywdhms".indexOf(text.charAt(end)) >= 0; parts++) {
            i = end + 1;
            end = digits(i);
        }
        return parts > 1 && (i == text.length() || !isWord(text.charAt(i))) ? i : at;
    }

    private boolean isMeasure(int at, int end) {
        if (text.charAt(end) != ' ') {
            return (end == text.length() || !isWord(text.charAt(end))) && isLabelled(at);
        }
        String next = text.substring(end + 1, endOfWord(end + 1));
        if (COUNTED.contains(next)) {
            counted = true;
            return true;
        }
        return (next.equals("bytes") && counted) || (UNITS.contains(next) && tellsOfTime());
    }

    private boolean isLabelled(int at) {
        return before(at, "packets:") || before(at, "bytes:") || before(at, "packets ") || before(at, "octets:");
    }

    private boolean before(int at, String label) {
        int from = at;
        while (from > line && text.charAt(from - 1) == ' ') {
            from--;
        }
        String word = label.strip();
        boolean spaced = label.length() == word.length() || from < at;
        return spaced && text.regionMatches(true, from - word.length(), word, 0, word.length());
    }

    private boolean tellsOfTime() {
        String words = text.substring(line, endOfLine(line)).toLowerCase(Locale.ROOT);
        return words.contains("uptime")
                || words.contains(" up ")
                || words.contains(" ago")
                || words.startsWith("up ")
                || words.contains("up for")
                || words.contains("age ");
    }

    /** Puts a gap in the place of what stands there; dates before a clock go with it. */
    private int gap(int from, int end) {
        int first = isDigit(text.charAt(from)) ? Clock.withDateBefore(text, from, Math.max(copied, line)) : from;
        shape.append(text, copied, first).append(Shape.GAP);
        fields.add(text.substring(first, end));
        copied = end;
        return end;
    }

    private boolean startsWord(int at, char c) {
        return isWord(c) && (at == 0 || !isJoined(text.charAt(at - 1)) || followsDate(at, c));
    }

    /** The clock of {@code 2026-11-22T14:00:00Z}. */
    private boolean followsDate(int at, char c) {
        return isDigit(c) && at > 1 && text.charAt(at - 1) == 'T' && isDigit(text.charAt(at - 2));
    }

    private boolean endsName(int at) {
        return at == text.length() || (!isWord(text.charAt(at)) && text.charAt(at) != '-');
    }

    private int endOfWord(int at) {
        int end = at;
        while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '/')) {
            end++;
        }
        return end;
    }

    private int endOfLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int digits(int at) {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isJoined(char c) {
        return isWord(c) || c == '.' || c == '-' || c == ':';
    }

    static boolean isWord(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 0x7f;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
