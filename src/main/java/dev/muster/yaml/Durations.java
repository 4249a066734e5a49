package dev.muster.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as users write them: {@code 10s}, {@code 500ms}, {@code 1h30m}; a bare number is seconds. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+");
    private static final Pattern SECONDS = Pattern.compile("\\d+(?:\\.\\d+)?");

    private static final Pattern SPLIT_NUMBER = Pattern.compile("[\\d.] +[\\d.]");

    private Durations() {}

    /** The duration, or null when the text is none. */
    public static @Nullable Duration parse(String text) {
        if (text.length() > 60 || SPLIT_NUMBER.matcher(text).find()) {
            return null;
        }
        String compact = text.replace(" ", "");
        if (SECONDS.matcher(compact).matches()) {
            return of(Double.parseDouble(compact), 1000);
        }
        if (!WHOLE.matcher(compact).matches()) {
            return null;
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(compact);
        while (part.find()) {
            sum = sum.plus(of(Double.parseDouble(part.group(1)), millisPer(part.group(2))));
        }
        return sum;
    }

    private static long millisPer(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static Duration of(double count, long millis) {
        return Duration.ofMillis(Math.round(Math.min(count * millis, 1e15)));
    }

    /** As a user would write it, such as {@code 1m30s}. */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
