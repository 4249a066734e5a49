package dev.muster.transport;

import dev.muster.result.Failure;
import dev.muster.scope.Event;
import org.jspecify.annotations.Nullable;

/**
 * Asked before each connection and before each login on it, and told what came of the login: whoever holds logins back
 * stands here. Used from the threads of many devices.
 */
public interface LoginGate {
    /** Holds nobody back. */
    LoginGate OPEN = new LoginGate() {};

    /** What a device said to a login. */
    enum Answer {
        ACCEPTED,
        REFUSED,
        /** Nothing that tells right credentials from wrong ones. */
        NONE
    }

    /**
     * Waits until a connection for this login may be made.
     *
     * @param givenUp ends the wait
     * @return why it may not be made, or null when it may
     */
    default @Nullable Failure beforeConnect(Login login, Event givenUp) throws InterruptedException {
        return null;
    }

    /**
     * Waits until this login may be tried on its open connection; {@link #after} follows unless it may not.
     *
     * @param givenUp ends the wait
     * @return why it may not be tried, or null when it may
     */
    default @Nullable Failure beforeLogin(Login login, Event givenUp) throws InterruptedException {
        return null;
    }

    /** Takes note of a login that was tried. */
    default void after(Login login, Answer answer) {}
}
