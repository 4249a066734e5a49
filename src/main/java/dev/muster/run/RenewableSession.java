package dev.muster.run;

import dev.muster.plan.Limits;
import dev.muster.result.DeviceException;
import dev.muster.result.Outcome;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.session.CliSession;
import dev.muster.transfer.Shell;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sessions with one device: one after the other, where a step ends one on purpose. Any thread may abort. */
final class RenewableSession implements Shell, AutoCloseable {
    private final Supplier<CliSession> fresh;
    private final Opening again;
    private final Event ended = new Event();
    private volatile CliSession current;
    private volatile @Nullable Outcome aborted;
    /** The last in which somebody was logged in: results show its prompt. */
    private CliSession known;

    private boolean begun;

    RenewableSession(Supplier<CliSession> fresh, Limits limits) {
        this.fresh = fresh;
        this.again = new Opening(limits.connect(), limits.auth(), phase -> {});
        this.current = fresh.get();
        this.known = current;
    }

    CliSession current() {
        return current;
    }

    /** The last session in which a prompt was seen. */
    CliSession known() {
        return known;
    }

    /**
     * Logs in for the first time; false when that has been done.
     *
     * @param byHand whether a dialogue by hand takes the place of the login
     */
    boolean begin(Opening opening, boolean byHand) throws DeviceException, InterruptedException {
        if (begun) {
            return false;
        }
        begun = true;
        current.open(opening);
        if (!byHand) {
            current.login();
        }
        return true;
    }

    /** Ends the session that is open and logs in again, once. */
    CliSession renew() throws DeviceException, InterruptedException {
        current.close();
        CliSession next = fresh.get();
        current = next;
        Outcome why = aborted;
        if (why != null) {
            next.abort(why);
        }
        try {
            next.open(again);
            next.login();
            known = next;
            return next;
        } catch (DeviceException | InterruptedException e) {
            next.close();
            throw e;
        }
    }

    /** A device's time limit for idle users ends a session in which nothing is typed during a long transfer. */
    @Override
    public CliSession open() throws DeviceException, InterruptedException {
        return current.isOpen() || aborted != null ? current : renew();
    }

    /** Happens when the work on the device is to end. */
    Event ended() {
        return ended;
    }

    /** Waits; false when the work on the device is ended meanwhile. */
    boolean pause(Duration time) throws InterruptedException {
        return !ended.await(Deadline.in(time));
    }

    void abort(Outcome why) {
        if (aborted == null) {
            aborted = why;
        }
        ended.happen();
        current.abort(why);
    }

    @Override
    public @Nullable Outcome aborted() {
        Outcome withEvidence = current.aborted();
        return withEvidence == null ? aborted : withEvidence;
    }

    @Override
    public void close() {
        if (begun) {
            current.close();
        }
    }
}
