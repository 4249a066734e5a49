package dev.muster.cli;

import dev.muster.schedule.Decision;
import dev.muster.schedule.Schedule;
import dev.muster.schedule.Timetable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins the timetable with job files, processes and what is known from earlier: one {@link #tick()} does all that is due. */
final class Scheduler {
    private final ScheduledJobs jobs;
    private final HandledTimes handled;
    private final JobProcesses processes;
    private final InstantSource clock;
    private final Console console;
    private final Timetable timetable = new Timetable();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final SchedulerCounts counts = new SchedulerCounts();
    private boolean draining;

    Scheduler(ScheduledJobs jobs, HandledTimes handled, JobProcesses processes, InstantSource clock, Console console) {
        this.jobs = jobs;
        this.handled = handled;
        this.processes = processes;
        this.clock = clock;
        this.console = console;
    }

    /** What it has done, for those who watch it. */
    SchedulerCounts counts() {
        return counts;
    }

    /** No run begins any more; those that go on may end. */
    void drain() {
        draining = true;
    }

    /** Whether no job has a schedule. */
    boolean isEmpty() {
        return schedules.isEmpty();
    }

    /** Whether nothing runs. */
    boolean isIdle() {
        return processes.running().isEmpty();
    }

    /** Reads changed files, takes note of what has ended, and starts what is due. */
    void tick() throws IOException {
        if (!draining && jobs.haveChanged()) {
            reload();
        }
        for (JobProcesses.Ended ended : processes.ended()) {
            ended(ended);
        }
        if (draining) {
            return;
        }
        Instant now = clock.instant();
        List<Decision> decisions = timetable.decide(now);
        for (Decision decision : decisions) {
            keep(decision.job());
        }
        for (Decision decision : decisions) {
            carryOut(decision);
        }
        counts.ticked(processes.running().size(), timetable.next());
    }

    private void reload() throws IOException {
        ScheduledJobs.Found found = jobs.read();
        found.problems().all().forEach(problem -> console.say(Visible.line(problem.toString())));
        for (Map.Entry<String, Schedule> each : found.schedules().entrySet()) {
            String job = each.getKey();
            timetable.put(job, each.getValue(), handled.of(job).orElseGet(clock::instant));
            keep(job);
            if (schedules.put(job, each.getValue()) == null) {
                timetable.next(job).ifPresent(next -> say(job, "next " + local(job, next)));
            }
        }
        List<String> gone = schedules.keySet().stream()
                .filter(job -> !found.schedules().containsKey(job))
                .filter(job -> found.broken().stream()
                        .noneMatch(file -> file.toString().equals(job)))
                .toList();
        for (String job : gone) {
            say(job, "no longer scheduled");
            timetable.remove(job);
            schedules.remove(job);
        }
        found.broken().forEach(file -> say(file.toString(), "has mistakes; what it said before holds on"));
    }

    private void keep(String job) throws IOException {
        Instant until = timetable.handled(job).orElse(null);
        if (until != null) {
            handled.put(job, until);
        }
    }

    private void carryOut(Decision decision) {
        switch (decision) {
            case Decision.Start start -> start(start);
            case Decision.Queue queue -> say(queue.job(), "due " + due(queue) + ", waits for the run before");
            case Decision.Replace replace -> {
                say(replace.job(), "due " + due(replace) + ", ends the run before");
                processes.end(replace.job());
            }
            case Decision.Skip skip -> {
                counts.skipped();
                say(skip.job(), "due " + due(skip) + ", skipped: " + skip.why());
            }
        }
    }

    private void start(Decision.Start start) {
        try {
            processes.start(start.job(), List.of());
            counts.started();
            say(start.job(), "started, due " + due(start));
        } catch (IOException e) {
            counts.ended(ExitCode.WRONG_INPUT);
            say(start.job(), "cannot be started: " + e.getMessage());
            timetable.ended(start.job());
        }
    }

    private void ended(JobProcesses.Ended ended) {
        counts.ended(ended.status());
        String next = timetable
                .next(ended.job())
                .map(moment -> ", next " + local(ended.job(), moment))
                .orElse("");
        say(
                ended.job(),
                "ended with " + ended.status() + " (" + ExitCode.words(ended.status()) + ") after "
                        + Spans.exact(ended.elapsed()) + next);
        if (!draining) {
            timetable.ended(ended.job()).ifPresent(this::start);
        }
    }

    private String due(Decision decision) {
        return local(decision.job(), decision.due());
    }

    private String local(String job, Instant moment) {
        Schedule schedule = schedules.get(job);
        ZoneId zone = schedule == null ? ZoneId.systemDefault() : schedule.zone();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private void say(String job, String what) {
        console.say(Visible.line(local(job, clock.instant()) + " " + job + ": " + what));
    }

    /** Ends what still runs. */
    void endAll(Duration patience) throws InterruptedException {
        processes.endAll(patience);
        processes.ended().forEach(this::ended);
    }
}
