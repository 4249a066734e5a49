package dev.muster.run;

import dev.muster.job.RunOptions;
import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.PhaseClock;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Stage;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.result.Timing;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Interrupts;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.session.Account;
import dev.muster.session.CliSession;
import dev.muster.session.OutputStore;
import dev.muster.textfsm.TemplateLibrary;
import dev.muster.transport.Connector;
import dev.muster.transport.Transport;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Runs a plan: one task per device on a virtual thread of its own, at most {@code max_workers} at once; listeners hear of
 * every device the moment it ends.
 */
public final class BatchRunner {
    private final Plan plan;
    private final Connector connector;
    private final Function<DevicePlan, OutputStore> outputs;
    private final Stop stop;
    private final TemplateLibrary templates;
    private final Tally.Counter counter = new Tally.Counter();
    private final ReentrantLock counting = new ReentrantLock();
    private boolean interrupted;

    /** What all devices share. */
    private record Around(EventQueue events, Timers timers, RowParser parser) {}

    /** A runner that knows the templates of this machine. */
    public BatchRunner(Plan plan, Connector connector, Function<DevicePlan, OutputStore> outputs, Stop stop) {
        this(plan, connector, outputs, stop, TemplateLibrary.standard(List.of(), System.getenv()));
    }

    /**
     * A runner with certain templates.
     *
     * @param outputs where the large outputs of a device go
     */
    public BatchRunner(
            Plan plan,
            Connector connector,
            Function<DevicePlan, OutputStore> outputs,
            Stop stop,
            TemplateLibrary templates) {
        this.plan = plan;
        this.connector = connector;
        this.outputs = outputs;
        this.stop = stop;
        this.templates = templates;
    }

    /**
     * Runs every device and returns the sum; every device of the plan has ended, one way or another. An interrupt of the
     * calling thread ends the run in good order and is kept.
     *
     * @throws IllegalStateException when a listener has a bug; the other listeners have heard everything
     */
    public Tally run(RunInfo info, List<RunListener> listeners) {
        long begin = System.nanoTime();
        var events = new EventQueue(listeners, why -> stop.startNoMore(cannotWrite(why)));
        try (FleetScope observers = FleetScope.open("observers");
                Timers timers = new Timers()) {
            observers.fork(events);
            events.put(new RunEvent.RunStarted(info));
            Tally tally;
            try {
                runDevices(events, timers, new RowParser(templates, info.folder()));
            } finally {
                tally = tally(begin);
                events.put(new RunEvent.RunEnded(tally));
                join(observers);
            }
            return withTrouble(tally);
        } finally {
            if (interrupted) {
                Interrupts.restore();
            }
        }
    }

    /** What a listener could not keep at the very end still counts. */
    private Tally withTrouble(Tally tally) {
        Stop.Reason reason = stop.reason();
        return reason == null || !tally.stopped().isEmpty() ? tally : tally.stopped(reason.text());
    }

    private void join(FleetScope scope) {
        while (true) {
            try {
                scope.join();
                return;
            } catch (InterruptedException e) {
                endEarly();
            }
        }
    }

    private void endEarly() {
        interrupted = true;
        stop.endAll(
                new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("the run was interrupted")));
    }

    private static Stop.Reason cannotWrite(String why) {
        return new Stop.Reason(
                Stop.Cause.TROUBLE,
                "results cannot be written: " + why,
                new Outcome.Cancelled("results cannot be written"));
    }

    private void runDevices(EventQueue events, Timers timers, RowParser parser) {
        var permits = new Permits(plan.maxWorkers());
        stop.closes(permits);
        Duration limit = plan.runLimit();
        try (FleetScope fleet = FleetScope.open("fleet");
                Timers.Timer deadline =
                        limit == null ? () -> {} : timers.after(limit, () -> stop.endAll(overdue(limit)))) {
            long queuedAt = System.nanoTime();
            for (DevicePlan device : plan.devices()) {
                if (mayStart(permits)) {
                    fleet.fork(() -> runDevice(device, queuedAt, permits, new Around(events, timers, parser)));
                } else {
                    ended(neverStarted(device), events);
                }
            }
            join(fleet);
        }
    }

    private boolean mayStart(Permits permits) {
        try {
            return permits.acquire();
        } catch (InterruptedException e) {
            endEarly();
            return false;
        }
    }

    private void runDevice(DevicePlan device, long queuedAt, Permits permits, Around around) {
        EventQueue events = around.events();
        try {
            events.put(new RunEvent.DeviceStarted(device.index(), device.name(), Instant.now()));
            ended(new TimedTask(clock -> result(device, around, clock), queuedAt).run(), events);
        } finally {
            permits.release();
        }
    }

    private DeviceResult result(DevicePlan device, Around around, PhaseClock clock) {
        try {
            var account =
                    new Account(device.target().username(), device.target().password(), device.enablePassword());
            var settings = new CliSession.Settings(
                    device.prompt(), account, device.limits().command(), outputs.apply(device));
            Transport transport = connector.to(
                    device.target(),
                    device.ways(),
                    text -> around.events().put(new RunEvent.Notice(device.name() + ": " + text)));
            var session = new CliSession(transport, device.platform(), settings);
            return new DeviceTask(device, session, stop, around.timers(), around.parser()).run(clock);
        } catch (RuntimeException | Error e) {
            return withoutSteps(device, DeviceTask.bug(e), 1);
        }
    }

    private void ended(DeviceResult result, EventQueue events) {
        counting.lock();
        try {
            counter.add(result);
        } finally {
            counting.unlock();
        }
        if (plan.onError() == RunOptions.OnError.STOP && failed(result.status())) {
            stop.endAll(new Stop.Reason(
                    Stop.Cause.POLICY,
                    "on_error: stop, after " + result.device() + " failed",
                    new Outcome.Cancelled("stopped after " + result.device() + " failed")));
        }
        events.put(new RunEvent.DeviceEnded(result));
    }

    /** A device that was stopped or never started is the consequence of another's failure, not one itself. */
    private static boolean failed(Status status) {
        return switch (status) {
            case OK, SKIPPED, CANCELLED -> false;
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> true;
        };
    }

    private static Stop.Reason overdue(Duration limit) {
        return new Stop.Reason(
                Stop.Cause.POLICY,
                "limits.run of " + Durations.text(limit) + " reached",
                new Outcome.Failed(Failure.of(
                        FailureKind.RUN_LIMIT, Stage.STEP, "the run ended at its limit of " + Durations.text(limit))));
    }

    private DeviceResult neverStarted(DevicePlan device) {
        Stop.Reason reason = stop.reason();
        String why = "never started: " + (reason == null ? "the run was stopped" : reason.text());
        boolean byPolicy = reason != null && reason.cause() == Stop.Cause.POLICY;
        return withoutSteps(device, byPolicy ? new Outcome.Skipped(why) : new Outcome.Cancelled(why), 0);
    }

    private static DeviceResult withoutSteps(DevicePlan device, Outcome outcome, int attempts) {
        return new DeviceResult(
                device.index(),
                device.name(),
                device.host(),
                device.platform().id(),
                device.site(),
                "",
                "",
                "",
                outcome,
                attempts,
                Timing.none(Instant.now()),
                List.of());
    }

    private Tally tally(long begin) {
        counting.lock();
        try {
            Stop.Reason reason = stop.reason();
            return counter.tally(Duration.ofNanos(System.nanoTime() - begin), reason == null ? "" : reason.text());
        } finally {
            counting.unlock();
        }
    }
}
