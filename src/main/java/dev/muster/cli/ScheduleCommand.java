package dev.muster.cli;

import dev.muster.schedule.Schedule;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster schedule}: stays up and runs jobs at their times. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Stays up and runs jobs at the times of their `schedule:`.",
        footer = {
            "",
            "Each run is a process of its own; its results land where `muster run` puts them. Changed files are read again.",
            "Ctrl-C and SIGTERM start no more runs and wait for those that go on; the second ends them.",
            "",
            "Examples:",
            "  muster schedule jobs/",
            "  muster schedule jobs/audit.yaml --list",
            "  muster schedule jobs/ --systemd > muster-schedule.service"
        })
final class ScheduleCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(30);

    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "1..*", paramLabel = "DIR|JOB", description = "Job files, or folders of them.")
    private List<Path> named = new ArrayList<>();

    @Option(names = "--list", description = "Show when the jobs are due, and end.")
    private boolean list;

    @Option(names = "--times", paramLabel = "N", description = "With --list: how many times of each (default 3).")
    private int times = 3;

    @Option(names = "--systemd", description = "Print a systemd unit for this command, and end.")
    private boolean systemd;

    @Option(names = "--port", paramLabel = "P", description = "Serve /health and /metrics on this loopback port.")
    private @Nullable Integer port;

    @Option(
            names = "--drain",
            paramLabel = "SPAN",
            description = "How long running jobs may go on after a SIGTERM (default 5m).")
    private String drain = "5m";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where it keeps which times are dealt with (default reports/.schedule).")
    private Path state = Path.of("reports", ".schedule");

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        Duration patience = Durations.parse(drain);
        if (patience == null) {
            throw new WrongInput("--drain is `" + drain + "`; it needs a duration such as 5m");
        }
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new WrongInput("no such file or folder: " + path);
            }
        }
        if (times < 1) {
            throw new WrongInput("--times is " + times + "; it must be at least 1");
        }
        if (systemd) {
            return unit();
        }
        var jobs = new ScheduledJobs(named);
        return list ? list(jobs.read()) : stayUp(jobs, patience);
    }

    private int unit() throws IOException {
        String launcher = muster.environment().getOrDefault("MUSTER_LAUNCHER", "muster");
        List<Path> jobs =
                named.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        String user = System.getProperty("user.name");
        muster.console(false, false)
                .out(SystemdUnit.of(Path.of(launcher), jobs, Path.of("").toAbsolutePath(), user));
        return ExitCode.OK;
    }

    private int list(ScheduledJobs.Found found) throws WrongInput, IOException {
        Console console = muster.console(false, false);
        found.problems().all().forEach(problem -> console.say(Visible.line(problem.toString())));
        var text = new StringBuilder();
        for (Map.Entry<String, Schedule> each : found.schedules().entrySet()) {
            Schedule schedule = each.getValue();
            text.append(each.getKey()).append("  ").append(schedule.cron()).append("  ");
            text.append(schedule.zone()).append('\n');
            Instant moment = Instant.now();
            for (int i = 0; i < times && moment != null; i++) {
                moment = schedule.after(moment);
                if (moment != null) {
                    text.append("  ")
                            .append(line(schedule, each.getKey(), moment))
                            .append('\n');
                }
            }
        }
        if (text.isEmpty() && found.problems().isEmpty()) {
            throw new WrongInput("no job has a `schedule`");
        }
        console.out(text.toString());
        return found.problems().isEmpty() ? ExitCode.OK : ExitCode.WRONG_INPUT;
    }

    private static String line(Schedule schedule, String job, Instant due) {
        Instant start = schedule.start(job, due);
        var blackout = schedule.blackout(start);
        return DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss xxx", java.util.Locale.ROOT)
                        .format(start.atZone(schedule.zone()))
                + (blackout == null ? "" : "  skipped: blackout " + blackout);
    }

    private int stayUp(ScheduledJobs jobs, Duration patience) throws WrongInput, IOException, InterruptedException {
        Console console = muster.console(false, false);
        var first = new Event();
        var second = new Event();
        Signals.call(() -> (first.hasHappened() ? second : first).happen());
        Systemd manager = Systemd.of(muster.environment());
        try (HandledTimes handled = handled()) {
            var scheduler = new Scheduler(
                    jobs, handled, JobProcesses.ofThisProgram(muster.environment()), InstantSource.system(), console);
            try (HealthPage page = page(scheduler, console)) {
                scheduler.tick();
                if (named.stream().allMatch(Files::isRegularFile) && scheduler.isEmpty()) {
                    throw new WrongInput("nothing to schedule");
                }
                manager.ready("waiting");
                while (!first.await(Deadline.in(TICK))) {
                    scheduler.tick();
                    manager.alive();
                }
                manager.stopping();
                return drained(scheduler, second, patience, console);
            }
        }
    }

    private static int drained(Scheduler scheduler, Event second, Duration patience, Console console)
            throws IOException, InterruptedException {
        scheduler.drain();
        scheduler.tick();
        Deadline deadline = Deadline.in(patience);
        if (!scheduler.isIdle()) {
            console.say("stopping: no run begins any more; waiting for those that go on, Ctrl-C again to end them now");
        }
        while (!scheduler.isIdle()
                && deadline.left() > 0
                && !second.await(Deadline.in(TICK).earlier(deadline))) {
            scheduler.tick();
        }
        scheduler.endAll(LAST_PATIENCE);
        return ExitCode.OK;
    }

    private HandledTimes handled() throws WrongInput {
        try {
            return HandledTimes.open(state);
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable HealthPage page(Scheduler scheduler, Console console) throws WrongInput {
        if (port == null) {
            return null;
        }
        try {
            HealthPage page = HealthPage.open(port, scheduler.counts()::now);
            console.say("health and metrics on http://127.0.0.1:" + page.port());
            return page;
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongInput("--port " + port + ": " + e.getMessage());
        }
    }
}
