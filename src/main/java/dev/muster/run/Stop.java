package dev.muster.run;

import dev.muster.result.Outcome;
import dev.muster.scope.Permits;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends a run before its time: first no more devices start, then those that run are ended too. Used from any thread. */
public final class Stop {
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Reason reason;
    private volatile boolean all;
    private volatile @Nullable Permits permits;

    /**
     * Why a run ended early.
     *
     * @param text for people, such as "limits.run of 2h reached"
     * @param outcome what the devices get that were running
     */
    public record Reason(Cause cause, String text, Outcome outcome) {}

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
        Reason why = reason;
        if (all && why != null) {
            abort.accept(why.outcome());
        }
        return watch;
    }

    void closes(Permits gate) {
        permits = gate;
        if (reason != null) {
            gate.close();
        }
    }

    /** No device starts any more; those that run end in their own time. */
    public void startNoMore(Reason why) {
        if (reason == null) {
            reason = why;
        }
        Permits gate = permits;
        if (gate != null) {
            gate.close();
        }
    }

    /** No device starts any more and those that run are ended now. */
    public void endAll(Reason why) {
        startNoMore(why);
        all = true;
        watches.forEach(watch -> watch.abort.accept(why.outcome()));
    }

    /** Why the run is to end, or null while it is not. */
    public @Nullable Reason reason() {
        return reason;
    }
}
