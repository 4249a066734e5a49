package dev.muster.run;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.scope.Event;
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
    private final AtomicReference<@Nullable Reason> leaving = new AtomicReference<>();
    private final Event noMore = new Event();
    private volatile @Nullable Outcome ending;

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
        private final Runnable leave;

        private Watch(Consumer<Outcome> abort, Runnable leave) {
            this.abort = abort;
            this.leave = leave;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /**
     * Watches for the end.
     *
     * @param abort called when the device is to end at once
     * @param leave called when it is to end after what it does now
     */
    Watch watch(Consumer<Outcome> abort, Runnable leave) {
        var watch = new Watch(abort, leave);
        watches.add(watch);
        if (leaving.get() != null) {
            leave.run();
        }
        Outcome why = ending;
        if (why != null) {
            abort.accept(why);
        }
        return watch;
    }

    /** No device starts any more; those that run do all that they have to do. */
    public void holdBack(Reason why) {
        reason.compareAndSet(null, why);
        noMore.happen();
    }

    /** No device starts any more; those that run end after the command that they are at. */
    public void startNoMore(Reason why) {
        holdBack(why);
        if (leaving.compareAndSet(null, why)) {
            watches.forEach(watch -> watch.leave.run());
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

    /** Happens when no device starts any more. */
    Event noMore() {
        return noMore;
    }

    /** Why no device starts any more, or null while devices do. */
    public @Nullable Reason reason() {
        return reason.get();
    }

    /** Why those that run are to end after the command that they are at, or null while they are not. */
    @Nullable
    Reason leaving() {
        return leaving.get();
    }
}
