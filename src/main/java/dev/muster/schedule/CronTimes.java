package dev.muster.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The moments that a cron expression of five fields names (minute, hour, day of the month, month, day of the week), as
 * cron(8) of Vixie has them: where both days are restricted either will do, 0 and 7 are Sunday, {@code @daily} and its like
 * are known.
 *
 * <p>A fixed time that the clock leaps over in spring happens right after the leap; one that comes twice in autumn happens
 * the first time. Expressions whose hour is a star or a step go by elapsed time and know neither.
 */
public final class CronTimes {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern EVERY_HOUR = Pattern.compile("\\*(/\\d+)?");
    private static final Map<String, String> NAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String text;
    private final List<CronExpression> either;
    private final boolean elapsed;

    private CronTimes(String text, List<CronExpression> either, boolean elapsed) {
        this.text = text;
        this.either = either;
        this.elapsed = elapsed;
    }

    /**
     * The moments of an expression.
     *
     * @throws IllegalArgumentException for people, when it is none or names no moment at all
     */
    public static CronTimes of(String text) {
        String plain = NAMES.getOrDefault(text.strip(), text.strip());
        String[] fields = BLANKS.split(plain);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "a cron expression has five fields (minute, hour, day of month, month, day"
                            + " of week), as in \"0 2 * * *\"; `" + text + "` has " + fields.length);
        }
        boolean bothDays = isRestricted(fields[2]) && isRestricted(fields[4]);
        List<CronExpression> either = bothDays
                ? List.of(parsed(fields, fields[2], "*"), parsed(fields, "*", fields[4]))
                : List.of(parsed(fields, fields[2], fields[4]));
        var times = new CronTimes(
                text.strip(), either, EVERY_HOUR.matcher(fields[1]).matches());
        if (times.after(Instant.parse("2000-01-01T00:00:00Z"), ZoneId.of("UTC")) == null) {
            throw new IllegalArgumentException("`" + text + "` names no moment at all");
        }
        return times;
    }

    private static boolean isRestricted(String field) {
        return !field.startsWith("*") && !field.equals("?");
    }

    private static CronExpression parsed(String[] fields, String day, String weekday) {
        String whole = String.join(" ", "0", fields[0], fields[1], day, fields[3], weekday);
        try {
            return CronExpression.parse(whole);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).replaceAll(" (?:'[^']*' )?in cron expression \"[^\"]*\"", "");
            throw new IllegalArgumentException("`" + String.join(" ", fields) + "`: " + why, e);
        }
    }

    /** The first moment after another; null when there is none within the years that cron looks at. */
    public @Nullable Instant after(Instant moment, ZoneId zone) {
        return either.stream()
                .map(times -> elapsed ? byElapsedTime(times, moment, zone) : byTheClock(times, moment, zone))
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant byElapsedTime(CronExpression times, Instant moment, ZoneId zone) {
        try {
            ZonedDateTime next = times.next(moment.atZone(zone));
            return next == null ? null : next.toInstant();
        } catch (DateTimeException e) {
            return null; // beyond the years that can be told
        }
    }

    private static @Nullable Instant byTheClock(CronExpression times, Instant moment, ZoneId zone) {
        LocalDateTime local = moment.atZone(zone).toLocalDateTime();
        // what the clock has leapt over lies before its time now, and may still be to come
        ZoneOffsetTransition leap = zone.getRules().previousTransition(moment.plusNanos(1));
        if (leap != null && leap.isGap() && !leap.getInstant().isBefore(moment)) {
            local = leap.getDateTimeBefore().minus(1, ChronoUnit.SECONDS);
        }
        for (LocalDateTime next = times.next(local); next != null; next = times.next(next)) {
            Instant at = at(next, zone);
            if (at.isAfter(moment)) {
                return at;
            }
        }
        return null;
    }

    private static Instant at(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    @Override
    public String toString() {
        return text;
    }
}
