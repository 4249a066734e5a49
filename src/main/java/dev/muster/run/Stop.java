package dev.muster.run;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.scope.Permits;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends a run before its time: first no more devices start, then those that run are ended too. Used from any thread. */
public final class Stop {
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private volatile @Nullable Outcome ending;
    private volatile @Nullable Permits permits;

    /**
     * Why a run ended early.
     *
     * @param text for people, such as "limits.run of 2h reached"
     * @param outcome what the devices get that were running
     */
    public record Reason(Cause cause, String text, Outcome outcome) {

        static Reason interrupted() {
            return new Reason(Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("the run was interrupted"));
        }

        static Reason cannotWrite(String why) {
            return new Reason(
                    Cause.TROUBLE,
                    "results cannot be written: " + why,
                    new Outcome.Cancelled("results cannot be written"));
        }

        static Reason overdue(Duration limit) {
            String text = Durations.text(limit);
            return new Reason(
                    Cause.POLICY,
                    "limits.run of " + text + " reached",
                    new Outcome.Failed(
                            Failure.of(FailureKind.RUN_LIMIT, Stage.STEP, "the run ended at its limit of " + text)));
        }
    }

    /** Who ended it. */
    public enum Cause {
        /** A rule of the job; devices that never started are skipped. */
        POLICY,
        /** The user, by a signal. */
        INTERRUPT,
        /** Results cannot be kept. */
        TROUBLE
    }

    /** Told when running devices are to end. */
    public final class Watch implements AutoCloseable {
        private final Consumer<Outcome> abort;

        private Watch(Consumer<Outcome> abort) {
            this.abort = abort;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    Watch watch(Consumer<Outcome> abort) {
        var watch = new Watch(abort);
        watches.add(watch);
        Outcome why = ending;
        if (why != null) {
            abort.accept(why);
        }
        return watch;
    }

    void closes(Permits gate) {
        permits = gate;
        if (reason() != null) {
            gate.close();
        }
    }

    /** No device starts any more; those that run end in their own time. */
    public void startNoMore(Reason why) {
        reason.compareAndSet(null, why);
        Permits gate = permits;
        if (gate != null) {
            gate.close();
        }
    }

    /** No device starts any more and those that run are ended now. */
    public void endAll(Reason why) {
        startNoMore(why);
        ending = why.outcome();
        for (Watch watch : watches) {
            try {
                watch.abort.accept(why.outcome());
            } catch (RuntimeException e) {
                // a connection that cannot be broken has its own limits; the others must hear of the end too
            }
        }
    }

    /** Why the run is to end, or null while it is not. */
    public @Nullable Reason reason() {
        return reason.get();
    }
}
