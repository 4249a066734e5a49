package dev.muster.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** When nothing is started, whatever cron says. */
public sealed interface Blackout {
    /** Whether a moment lies in it. */
    boolean covers(Instant moment, ZoneId zone);

    /** From the beginning of a day to the end of another. */
    record Dates(LocalDate from, LocalDate to) implements Blackout {
        @Override
        public boolean covers(Instant moment, ZoneId zone) {
            LocalDate day = moment.atZone(zone).toLocalDate();
            return !day.isBefore(from) && !day.isAfter(to);
        }

        @Override
        public String toString() {
            return from + " to " + to;
        }
    }

    /**
     * The same hours of days; over midnight when it ends before it begins, and it then belongs to the day on which it
     * begins.
     *
     * @param to the first moment after it
     * @param days on which it begins
     */
    record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days) implements Blackout {
        public Hours {
            days = Set.copyOf(days);
        }

        @Override
        public boolean covers(Instant moment, ZoneId zone) {
            ZonedDateTime local = moment.atZone(zone);
            LocalTime time = local.toLocalTime();
            DayOfWeek day = local.getDayOfWeek();
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
        }

        @Override
        public String toString() {
            return from + " to " + to;
        }
    }
}
