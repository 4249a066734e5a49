package dev.muster.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time: for scripts as ISO 8601 in UTC, for people without the letters. */
final class Moment {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    static String text(Instant when) {
        return ISO.format(when);
    }

    static String plain(Instant when) {
        return PLAIN.format(when) + " UTC";
    }
}
