package dev.muster.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as every file shows them: ISO 8601 in UTC with milliseconds. */
final class Moment {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Moment() {}

    static String text(Instant when) {
        return ISO.format(when);
    }
}
