package dev.muster.cli;

import java.time.Duration;
import java.util.Locale;

/** Spans of time for people. */
final class Spans {
    private Spans() {}

    /** Such as {@code 45s}, {@code 1m12s}, {@code 2h05m}. */
    static String rough(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
    }

    /** Such as {@code 12.4 s}; minutes and hours from one minute on. */
    static String exact(Duration span) {
        return span.toMinutes() > 0
                ? rough(span.toSeconds())
                : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }
}
