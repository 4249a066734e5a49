package dev.muster.lab;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text with {@code ${name}} in it may name, near facts before far ones. */
record Facts(Map<String, String> near, @Nullable Facts far) {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)(?:\\+(\\d{1,6}))?(?:%(\\d{1,3}))?}");

    /** These facts with nearer ones in front. */
    Facts with(Map<String, String> nearer) {
        return nearer.isEmpty() ? this : new Facts(nearer, this);
    }

    /**
     * The text with every known name replaced; {@code ${n+2}} adds to a number, {@code ${name%20}} pads to a width. An
     * unknown name stays as it is written.
     */
    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        var filled = new StringBuilder();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String value = value(matcher.group(1));
            matcher.appendReplacement(filled, "");
            filled.append(value == null ? matcher.group() : shaped(value, matcher.group(2), matcher.group(3)));
        }
        return matcher.appendTail(filled).toString();
    }

    private @Nullable String value(String name) {
        String value = near.get(name);
        return value != null || far == null ? value : far.value(name);
    }

    private static String shaped(String value, @Nullable String plus, @Nullable String width) {
        String sum = plus == null ? value : String.valueOf(Long.parseLong(value) + Long.parseLong(plus));
        return width == null ? sum : sum + " ".repeat(Math.max(0, Integer.parseInt(width) - sum.length()));
    }
}
