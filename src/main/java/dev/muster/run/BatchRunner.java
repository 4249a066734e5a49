package dev.muster.run;

import dev.muster.audit.EarlierRuns;
import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.CheckResult;
import dev.muster.result.Ledger;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Interrupts;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.session.OutputStore;
import dev.muster.textfsm.TemplateLibrary;
import dev.muster.transport.Connector;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan: one task per device on a virtual thread of its own, at most {@code max_workers} at once; listeners hear of
 * every device the moment it ends.
 */
public final class BatchRunner {
    private final Plan plan;
    private final Transports transports;
    private final Function<DevicePlan, OutputStore> outputs;
    private final Stop stop;
    private final TemplateLibrary templates;
    private final Verdict verdict;
    private final Live live = new Live();
    private @Nullable Audit audit;
    private volatile boolean interrupted;

    /** A runner that knows the templates of this machine. */
    public BatchRunner(Plan plan, Connector connector, Function<DevicePlan, OutputStore> outputs, Stop stop) {
        this(plan, new OverNetwork(connector), outputs, stop, TemplateLibrary.standard(List.of(), System.getenv()));
    }

    /**
     * A runner over any transports and with certain templates.
     *
     * @param outputs where the large outputs of a device go
     */
    public BatchRunner(
            Plan plan,
            Transports transports,
            Function<DevicePlan, OutputStore> outputs,
            Stop stop,
            TemplateLibrary templates) {
        this.plan = plan;
        this.transports = transports;
        this.outputs = outputs;
        this.stop = stop;
        this.templates = templates;
        this.verdict = new Verdict(plan, stop);
    }

    /** Says what checks know beside this plan: of earlier runs, and of devices that an earlier process has run. */
    public BatchRunner with(Audit other) {
        audit = other;
        return this;
    }

    /** What the devices are doing while the run goes on. */
    public Live live() {
        return live;
    }

    /** Runs every device and keeps nothing but what the listeners keep. */
    public Tally run(RunInfo info, List<RunListener> listeners) {
        return run(info, Ledger.NONE, listeners);
    }

    /**
     * Runs every device and returns the sum; every device of the plan has ended, one way or another. An interrupt of the
     * calling thread ends the run in good order and is kept. A device counts, and the listeners hear of its end, once the
     * ledger has it; a change begins once the ledger has that.
     *
     * @throws IllegalStateException when a listener has a bug; the other listeners have heard everything
     */
    public Tally run(RunInfo info, Ledger ledger, List<RunListener> listeners) {
        long begin = System.nanoTime();
        var events = new EventQueue(ledger, listeners, why -> stop.startNoMore(Stop.Reason.cannotWrite(why)));
        try (FleetScope observers = FleetScope.open("observers");
                Timers timers = new Timers()) {
            observers.fork(events);
            events.put(new RunEvent.RunStarted(info));
            Tally tally;
            Audit checks = audit != null ? audit : new Audit(plan, info.folder(), EarlierRuns.NONE);
            try {
                runBatches(chain(events, timers, new RowParser(templates, info.folder()), checks), timers);
                List<CheckResult> fleet = checks.fleet();
                if (!fleet.isEmpty()) {
                    events.put(new RunEvent.FleetChecked(fleet));
                }
            } finally {
                tally = verdict.tally(Duration.ofNanos(System.nanoTime() - begin));
                events.put(new RunEvent.RunEnded(tally));
                join(observers);
            }
            return withTrouble(events.tally(tally));
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

    private Chain chain(EventQueue events, Timers timers, RowParser parser, Audit checks) {
        var permits = new Permits(plan.maxWorkers());
        stop.noMore().then(permits::close);
        return new Chain(
                new Sessions(transports, outputs, parser, text -> events.put(new RunEvent.Notice(text))),
                plan.policies().retry(),
                stop,
                permits,
                Part.of(plan.rates(), plan.devices(), stop),
                new Crowd(permits, plan.maxWorkers(), text -> events.put(new RunEvent.Notice(text))),
                new LoginBreaker(),
                events,
                live,
                timers,
                checks,
                result -> {
                    verdict.on(result);
                    events.put(new RunEvent.DeviceEnded(result));
                });
    }

    private void runBatches(Chain chain, Timers timers) {
        Duration limit = plan.runLimit();
        try (Timers.Timer deadline =
                limit == null ? () -> {} : timers.after(limit, () -> stop.endAll(Stop.Reason.overdue(limit)))) {
            for (List<DevicePlan> batch : Batches.of(plan)) {
                runBatch(Batches.lanes(batch, chain.parts()), chain);
                verdict.onBatch();
            }
        }
    }

    private void runBatch(List<List<DevicePlan>> lanes, Chain chain) {
        long queuedAt = System.nanoTime();
        if (lanes.size() == 1) {
            runLane(lanes.getFirst(), queuedAt, chain);
            return;
        }
        try (FleetScope sites = FleetScope.open("sites")) {
            lanes.forEach(lane -> sites.fork(() -> runLane(lane, queuedAt, chain)));
            join(sites);
        }
    }

    private void runLane(List<DevicePlan> lane, long queuedAt, Chain chain) {
        try (FleetScope fleet = FleetScope.open("fleet")) {
            for (DevicePlan device : lane) {
                try {
                    Chain.Turn turn = chain.turn(device, queuedAt);
                    if (turn != null) {
                        fleet.fork(turn::run);
                    }
                } catch (InterruptedException e) {
                    endEarly();
                    chain.turnAway(device);
                }
            }
            join(fleet);
        }
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
