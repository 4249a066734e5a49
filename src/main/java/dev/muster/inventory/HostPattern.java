package dev.muster.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ansible's host patterns: {@code sw[01:20]}, {@code db-[a:f]}, {@code r[1:9:2]}, and a port behind a colon. */
final class HostPattern {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+|[A-Za-z]):(\\d+|[A-Za-z])(?::(\\d+))?]");
    private static final Pattern PORT = Pattern.compile("(.+):(\\d{1,5})");
    private static final int MOST = 100_000;

    private HostPattern() {}

    /** The names and the port, or what is wrong with them. */
    record Expanded(List<String> names, @Nullable String port, String mistake) {}

    static Expanded expand(String pattern) {
        Matcher port = PORT.matcher(pattern);
        // of an IPv6 address without brackets the last part is no port
        boolean hasPort =
                port.matches() && !port.group(1).replaceAll("\\[[^\\]]*]", "").contains(":");
        String names = hasPort ? port.group(1) : pattern;
        if (names.startsWith("[")
                && names.endsWith("]")
                && !RANGE.matcher(names).matches()) {
            names = names.substring(1, names.length() - 1);
        }
        var all = new ArrayList<String>();
        String mistake = expand(names, all);
        return new Expanded(all, hasPort ? port.group(2) : null, mistake);
    }

    private static String expand(String pattern, List<String> into) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            boolean broken = pattern.contains("[") || pattern.contains("]");
            into.add(pattern);
            return broken ? "`" + pattern + "` is no range; a range is [01:20], [a:f] or [1:9:2]" : "";
        }
        List<String> values = values(range.group(1), range.group(2), range.group(3));
        if (values.isEmpty() || into.size() + values.size() > MOST) {
            return "the range " + range.group()
                    + (values.isEmpty()
                            ? " is empty: it goes from the lower to the higher, both numbers or both letters"
                            : " gives more than " + MOST + " hosts");
        }
        for (String value : values) {
            String mistake = expand(pattern.substring(0, range.start()) + value + pattern.substring(range.end()), into);
            if (!mistake.isEmpty()) {
                return mistake;
            }
        }
        return "";
    }

    private static List<String> values(String from, String to, @Nullable String step) {
        var values = new ArrayList<String>();
        boolean numbers = Character.isDigit(from.charAt(0));
        boolean fit = numbers == Character.isDigit(to.charAt(0)) && from.length() <= 9 && to.length() <= 9;
        int by = step == null || step.length() > 9 ? 1 : Integer.parseInt(step);
        if (!fit || by < 1) {
            return values;
        }
        int first = numbers ? Integer.parseInt(from) : from.charAt(0);
        int last = numbers ? Integer.parseInt(to) : to.charAt(0);
        int width = from.startsWith("0") ? from.length() : 0;
        for (int i = first; i <= last && values.size() <= MOST; i += by) {
            String number = String.valueOf(i);
            values.add(numbers ? "0".repeat(Math.max(0, width - number.length())) + number : String.valueOf((char) i));
        }
        return values;
    }
}
