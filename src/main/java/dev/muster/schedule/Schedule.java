package dev.muster.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a job runs.
 *
 * @param jitter how much later than cron says it may start; how much is drawn for each time, the same one in every process
 * @param blackouts when it does not start
 */
public record Schedule(
        CronTimes cron, ZoneId zone, Overlap overlap, Missed missed, Duration jitter, List<Blackout> blackouts) {

    /** What happens when a run is due while the one before still goes on. */
    public enum Overlap {
        /** It does not happen. */
        SKIP,
        /** It begins when the one before has ended; at most one waits. */
        QUEUE,
        /** The one before is ended, and it begins then. */
        REPLACE
    }

    /** What happens to runs that were due while nobody was there to start them. */
    public enum Missed {
        /** The last of them happens at once. */
        RUN_ONCE,
        /** None happens. */
        SKIP
    }

    public Schedule {
        blackouts = List.copyOf(blackouts);
    }

    /** The first time after another that cron names; null when there is none. */
    public @Nullable Instant after(Instant moment) {
        return cron.after(moment, zone);
    }

    /**
     * When a run that cron names begins.
     *
     * @param job whose it is, since jobs of the same time shall not all begin at once
     */
    public Instant start(String job, Instant due) {
        long most = jitter.toMillis();
        if (most <= 0) {
            return due;
        }
        long mixed = (job.hashCode() * 31L + due.getEpochSecond()) * 0x9E3779B97F4A7C15L;
        return due.plusMillis(Long.remainderUnsigned(mixed ^ mixed >>> 32, most + 1));
    }

    /** The blackout that a moment lies in; null when it lies in none. */
    public @Nullable Blackout blackout(Instant moment) {
        return blackouts.stream()
                .filter(each -> each.covers(moment, zone))
                .findFirst()
                .orElse(null);
    }
}
