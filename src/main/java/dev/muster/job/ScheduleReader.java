package dev.muster.job;

import dev.muster.schedule.Blackout;
import dev.muster.schedule.CronTimes;
import dev.muster.schedule.Schedule;
import dev.muster.schedule.Schedule.Missed;
import dev.muster.schedule.Schedule.Overlap;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code schedule} of a job. */
final class ScheduleReader {
    private static final Duration MOST_JITTER = Duration.ofHours(24);

    private final Problems problems;

    ScheduleReader(Problems problems) {
        this.problems = problems;
    }

    /** The schedule; null when the job has none, or none that can be kept. */
    @Nullable
    Schedule schedule(Fields job) {
        Fields fields = job.child("schedule");
        if (fields == null) {
            return null;
        }
        CronTimes cron = cron(fields);
        ZoneId zone = zone(fields);
        Overlap overlap = Objects.requireNonNullElse(fields.oneOf("overlap", Overlap.class), Overlap.SKIP);
        Missed missed = Objects.requireNonNullElse(fields.oneOf("missed", Missed.class), Missed.RUN_ONCE);
        Duration jitter = Objects.requireNonNullElse(fields.duration("jitter", MOST_JITTER), Duration.ZERO);
        List<Blackout> blackouts = blackouts(fields);
        fields.done();
        return cron == null ? null : new Schedule(cron, zone, overlap, missed, jitter, blackouts);
    }

    private @Nullable CronTimes cron(Fields fields) {
        String text = fields.text("cron");
        if (text == null) {
            if (!fields.has("cron")) {
                problems.add(fields.mark(), "`schedule` needs `cron`, as in {cron: \"0 2 * * *\"}");
            }
            return null;
        }
        try {
            return CronTimes.of(text);
        } catch (IllegalArgumentException e) {
            fields.problem("cron", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static ZoneId zone(Fields fields) {
        String name = fields.text("zone");
        if (name == null) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            fields.problem(
                    "zone", "no time zone `" + name + "`" + Suggestion.among(ZoneId.getAvailableZoneIds(), name));
            return ZoneId.systemDefault();
        }
    }

    private List<Blackout> blackouts(Fields fields) {
        var blackouts = new ArrayList<Blackout>();
        for (Node item : fields.items("blackout")) {
            Fields window = Fields.of(item, problems, "a blackout");
            Blackout blackout = window == null ? null : blackout(window);
            if (blackout != null) {
                blackouts.add(blackout);
            }
        }
        return blackouts;
    }

    private @Nullable Blackout blackout(Fields window) {
        String from = window.text("from");
        String to = window.text("to");
        Set<DayOfWeek> days = days(window);
        window.done();
        if (from == null || to == null) {
            problems.add(
                    window.mark(), "a blackout needs `from` and `to`, both times (22:00) or both days (2026-12-20)");
            return null;
        }
        if (!from.contains(":")) {
            return dates(window, from, to);
        }
        LocalTime begin = parsed(window, "from", from, LocalTime::parse);
        LocalTime end = parsed(window, "to", to, LocalTime::parse);
        return begin == null || end == null ? null : new Blackout.Hours(begin, end, days);
    }

    private @Nullable Blackout dates(Fields window, String from, String to) {
        if (window.has("days")) {
            window.problem("days", "`days` goes with times, not with dates");
        }
        LocalDate first = parsed(window, "from", from, LocalDate::parse);
        LocalDate last = parsed(window, "to", to, LocalDate::parse);
        if (first == null || last == null) {
            return null;
        }
        if (last.isBefore(first)) {
            window.problem("to", "the blackout ends before it begins");
            return null;
        }
        return new Blackout.Dates(first, last);
    }

    private static <T> @Nullable T parsed(Fields window, String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException e) {
            window.problem(key, "`" + text + "` is neither a time such as 22:00 nor a day such as 2026-12-20");
            return null;
        }
    }

    private static Set<DayOfWeek> days(Fields window) {
        if (!window.has("days")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : window.texts("days")) {
            List<DayOfWeek> found = Arrays.stream(DayOfWeek.values())
                    .filter(day -> name.length() >= 3
                            && day.name().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                    .toList();
            if (found.isEmpty()) {
                window.problem("days", "no day `" + name + "`; they are mon, tue, wed, thu, fri, sat, sun");
            }
            days.addAll(found);
        }
        return days;
    }
}
