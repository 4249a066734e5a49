package dev.muster.lab;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text with {@code ${name}} in it may name, near facts before far ones. */
record Facts(Map<String, String> near, @Nullable Facts far) {
    private static final Pattern NAME =
            Pattern.compile("\\$\\{(\\w+)(?:\\+(\\d{1,6}))?(?::(\\d{1,3}))?(?:%(\\d{1,3}))?}");

    /** These facts with nearer ones in front. */
    Facts with(Map<String, String> nearer) {
        return nearer.isEmpty() ? this : new Facts(nearer, this);
    }

    /**
     * The text with every known name replaced; {@code ${n+2}} adds to a number, {@code ${name:20}} cuts, {@code
     * ${name%20}} pads to a width. An unknown name stays as it is written.
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
            filled.append(value == null ? matcher.group() : shaped(value, matcher));
        }
        return matcher.appendTail(filled).toString();
    }

    private @Nullable String value(String name) {
        String value = near.get(name);
        return value != null || far == null ? value : far.value(name);
    }

    private static String shaped(String value, Matcher shape) {
        String plus = shape.group(2);
        String cut = shape.group(3);
        String width = shape.group(4);
        String text = plus == null ? value : String.valueOf(Long.parseLong(value) + Long.parseLong(plus));
        if (cut != null) {
            text = text.substring(0, Math.min(text.length(), Integer.parseInt(cut)));
        }
        return width == null ? text : text + " ".repeat(Math.max(0, Integer.parseInt(width) - text.length()));
    }
}
