package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Interrupts;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.session.OutputStore;
import dev.muster.transport.Connector;
import java.time.Duration;
import java.util.List;
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
    private final Verdict verdict;
    private boolean interrupted;

    /** @param outputs where the large outputs of a device go */
    public BatchRunner(Plan plan, Connector connector, Function<DevicePlan, OutputStore> outputs, Stop stop) {
        this.plan = plan;
        this.connector = connector;
        this.outputs = outputs;
        this.stop = stop;
        this.verdict = new Verdict(plan, stop);
    }

    /**
     * Runs every device and returns the sum; every device of the plan has ended, one way or another. An interrupt of the
     * calling thread ends the run in good order and is kept.
     *
     * @throws IllegalStateException when a listener has a bug; the other listeners have heard everything
     */
    public Tally run(RunInfo info, List<RunListener> listeners) {
        long begin = System.nanoTime();
        var events = new EventQueue(listeners, why -> stop.startNoMore(Stop.Reason.cannotWrite(why)));
        try (FleetScope observers = FleetScope.open("observers");
                Timers timers = new Timers()) {
            observers.fork(events);
            events.put(new RunEvent.RunStarted(info));
            Tally tally;
            try {
                runDevices(events, timers);
            } finally {
                tally = verdict.tally(Duration.ofNanos(System.nanoTime() - begin));
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

    private void runDevices(EventQueue events, Timers timers) {
        var permits = new Permits(plan.maxWorkers());
        stop.closes(permits);
        var sessions = new Sessions(connector, outputs, text -> events.put(new RunEvent.Notice(text)));
        var chain = new Chain(sessions, stop, permits, events, timers, result -> ended(result, events));
        Duration limit = plan.runLimit();
        try (FleetScope fleet = FleetScope.open("fleet");
                Timers.Timer deadline =
                        limit == null ? () -> {} : timers.after(limit, () -> stop.endAll(Stop.Reason.overdue(limit)))) {
            long queuedAt = System.nanoTime();
            for (DevicePlan device : plan.devices()) {
                Chain.Turn turn = chain.turn(device, queuedAt);
                if (comes(turn)) {
                    fleet.fork(turn::run);
                } else {
                    chain.turnAway(device);
                }
            }
            join(fleet);
        }
    }

    private boolean comes(Chain.Turn turn) {
        try {
            return turn.place().take();
        } catch (InterruptedException e) {
            endEarly();
            return false;
        }
    }

    private void ended(DeviceResult result, EventQueue events) {
        verdict.on(result);
        events.put(new RunEvent.DeviceEnded(result));
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
        stop.endAll(Stop.Reason.interrupted());
    }
}
