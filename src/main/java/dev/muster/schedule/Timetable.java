package dev.muster.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which runs begin, decided from the time alone: it starts nothing and waits for nothing. A time that cron names is dealt
 * with once, however the clock is set; a clock that is set back makes nothing happen again.
 */
public final class Timetable {
    /** How late a run may begin and still count as on time: a busy machine is no missed run. */
    static final Duration ON_TIME = Duration.ofMinutes(2);

    private static final int MOST_MISSED = 100_000;

    private final Map<String, Entry> jobs = new LinkedHashMap<>();

    /** A job and what is known of its runs. */
    private static final class Entry {
        private Schedule schedule;
        private Instant handled;
        private @Nullable Instant next;
        private @Nullable Instant waiting;
        private boolean running;
        private boolean gone;

        Entry(Schedule schedule, Instant handled) {
            this.schedule = schedule;
            this.handled = handled;
        }
    }

    /**
     * Adds a job, or changes the schedule of one; what runs goes on.
     *
     * @param handled up to when its times are dealt with: of an earlier process, or now for a job that is new
     */
    public void put(String job, Schedule schedule, Instant handled) {
        Entry entry = jobs.computeIfAbsent(job, unknown -> new Entry(schedule, handled));
        entry.schedule = schedule;
        entry.gone = false;
        entry.next = schedule.after(entry.handled);
    }

    /** Removes a job that runs no more by schedule; one that is running goes on, and is known until it ends. */
    public void remove(String job) {
        Entry entry = jobs.get(job);
        if (entry != null && entry.running) {
            entry.gone = true;
            entry.next = null;
            entry.waiting = null;
        } else {
            jobs.remove(job);
        }
    }

    /** The jobs, in the order in which they came. */
    public List<String> jobs() {
        return List.copyOf(jobs.keySet());
    }

    /** Up to when a job's times are dealt with; what the next process must know. */
    public Optional<Instant> handled(String job) {
        Entry entry = jobs.get(job);
        return entry == null ? Optional.empty() : Optional.of(entry.handled);
    }

    /** When the first job is due, jitter included; empty when none ever is. */
    public Optional<Instant> next() {
        return jobs.keySet().stream().flatMap(job -> next(job).stream()).min(Instant::compareTo);
    }

    /** When a job is due, jitter included; empty when it never is. */
    public Optional<Instant> next(String job) {
        Entry entry = jobs.get(job);
        return entry == null || entry.next == null
                ? Optional.empty()
                : Optional.of(entry.schedule.start(job, entry.next));
    }

    /** What is to be done now about everything that has become due; it counts as done. */
    public List<Decision> decide(Instant now) {
        var decisions = new ArrayList<Decision>();
        jobs.forEach((job, entry) -> decide(job, entry, now, decisions));
        return decisions;
    }

    private static void decide(String job, Entry entry, Instant now, List<Decision> into) {
        Instant last = null;
        int missed = -1;
        while (entry.next != null && !entry.schedule.start(job, entry.next).isAfter(now)) {
            last = entry.next;
            entry.handled = last;
            entry.next = entry.schedule.after(last);
            if (++missed == MOST_MISSED) { // years of every minute: nobody wants to hear of each
                entry.handled = now;
                entry.next = entry.schedule.after(now);
            }
        }
        if (last == null) {
            return;
        }
        if (missed > 0) {
            into.add(new Decision.Skip(
                    job, last, missed + (missed == 1 ? " run was" : " runs were") + " missed before"));
        }
        into.add(decided(job, entry, last, now));
    }

    private static Decision decided(String job, Entry entry, Instant due, Instant now) {
        boolean late = entry.schedule.start(job, due).plus(ON_TIME).isBefore(now);
        Blackout blackout = entry.schedule.blackout(now);
        if (blackout != null) {
            return new Decision.Skip(job, due, "blackout " + blackout);
        }
        if (late && entry.schedule.missed() == Schedule.Missed.SKIP) {
            return new Decision.Skip(job, due, "missed");
        }
        if (!entry.running) {
            entry.running = true;
            return new Decision.Start(job, due);
        }
        return switch (entry.schedule.overlap()) {
            case SKIP -> new Decision.Skip(job, due, "the run before still goes on");
            case QUEUE -> {
                entry.waiting = due;
                yield new Decision.Queue(job, due);
            }
            case REPLACE -> {
                entry.waiting = due;
                yield new Decision.Replace(job, due);
            }
        };
    }

    /** A run of a job has ended; gives the one that waited for that, which begins now. */
    public Optional<Decision.Start> ended(String job) {
        Entry entry = jobs.get(job);
        if (entry == null) {
            return Optional.empty();
        }
        Instant waiting = entry.waiting;
        entry.waiting = null;
        entry.running = waiting != null;
        if (entry.gone) {
            jobs.remove(job);
        }
        return waiting == null ? Optional.empty() : Optional.of(new Decision.Start(job, waiting));
    }
}
