package dev.muster.run;

import dev.muster.result.DeviceException;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.session.Session;
import dev.muster.transport.Transport.Opening;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions with one device, of several kinds at once: each is opened when a step first needs it, and all end
 * together. Any thread may abort.
 */
final class DeviceSessions implements AutoCloseable {
    private final RenewableSession shell;
    private final Opening opening;
    private final List<Session> others = new CopyOnWriteArrayList<>();
    private volatile @Nullable Outcome aborted;
    /** Where the step under way talks; null for the command line. */
    private volatile @Nullable Session inUse;

    /** @param opening for every first session of its kind */
    DeviceSessions(RenewableSession shell, Opening opening) {
        this.shell = shell;
        this.opening = opening;
    }

    /** The command line, logged in or not. */
    RenewableSession shell() {
        return shell;
    }

    /**
     * Logs in to the command line unless that has been done.
     *
     * @param byHand whether a dialogue by hand takes the place of the login
     */
    void needShell(boolean byHand) throws DeviceException, InterruptedException {
        inUse = null;
        if (shell.begin(opening, byHand)) {
            opening.clock().enter(Phase.STEPS);
        }
    }

    /** The open session of another kind; where there is none, or it has ended, a new one. */
    <S extends Session> S need(Class<S> kind, Supplier<S> fresh) throws DeviceException, InterruptedException {
        S known = others.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
        if (known != null && (known.isOpen() || aborted != null)) {
            inUse = known;
            return known;
        }
        if (known != null) {
            known.close();
            others.remove(known);
        }
        S next = fresh.get();
        others.add(next);
        inUse = next;
        Outcome why = aborted; // after the session is in the list: an abort sees it there, or is seen here
        if (why != null) {
            next.abort(why);
        }
        next.open(opening);
        opening.clock().enter(Phase.STEPS);
        return next;
    }

    void abort(Outcome why) {
        if (aborted == null) {
            aborted = why;
        }
        shell.abort(why);
        others.forEach(session -> session.abort(why));
    }

    /** Why the device's work was ended from outside, with what was received last; null when it was not. */
    @Nullable
    Outcome aborted() {
        Session session = inUse;
        Outcome withEvidence = session == null ? shell.aborted() : session.aborted();
        return withEvidence == null ? aborted : withEvidence;
    }

    @Override
    public void close() {
        others.forEach(Session::close);
        shell.close();
    }
}
