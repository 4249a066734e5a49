package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.transport.Login;
import dev.muster.transport.LoginGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tries no more logins with credentials that are refused again and again, so that no account is locked. Until credentials
 * have worked, no more logins with them are under way than may be refused.
 */
final class LoginBreaker implements LoginGate {
    private static final int REFUSALS_OF_UNPROVED = 3;
    private static final int REFUSALS_OF_PROVED = 10;
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Map<Credentials, Circuit> circuits = new ConcurrentHashMap<>();

    /** A login, told from others by what a device would be sent. */
    private record Credentials(Login login) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Credentials credentials && login.sameAs(credentials.login);
        }

        @Override
        public int hashCode() {
            return login.likeness();
        }
    }

    private Circuit circuit(Login login) {
        return circuits.computeIfAbsent(new Credentials(login), Circuit::new);
    }

    /** Why no login to a device would be tried, or null when one would. */
    @Nullable
    Failure refusal(DevicePlan device) {
        Failure last = null;
        for (Login login : device.target().logins()) {
            last = circuit(login).refusal();
            if (last == null) {
                return null;
            }
        }
        return last;
    }

    @Override
    public @Nullable Failure beforeConnect(Login login, Event givenUp) {
        return circuit(login).refusal();
    }

    @Override
    public @Nullable Failure beforeLogin(Login login, Event givenUp) throws InterruptedException {
        return circuit(login).enter(givenUp);
    }

    @Override
    public void after(Login login, Answer answer) {
        circuit(login).leave(answer);
    }

    /** What is known of some credentials. */
    private static final class Circuit {
        private final Credentials credentials;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Event> waiting = new ArrayList<>();
        private boolean proved;
        private int refusals;
        private int underWay;
        private int unanswered;
        private @Nullable Failure broken;

        Circuit(Credentials credentials) {
            this.credentials = credentials;
        }

        @Nullable
        Failure refusal() {
            lock.lock();
            try {
                return broken;
            } finally {
                lock.unlock();
            }
        }

        @Nullable
        Failure enter(Event givenUp) throws InterruptedException {
            while (true) {
                var change = new Event();
                lock.lock();
                try {
                    if (broken != null) {
                        return broken;
                    }
                    if (hasRoom() || givenUp.hasHappened()) {
                        underWay++;
                        return null;
                    }
                    waiting.add(change);
                } finally {
                    lock.unlock();
                }
                Event.awaitAny(Deadline.in(FOREVER), change, givenUp);
            }
        }

        /** Devices that never answer a login prove nothing: for each of them another may be asked. */
        private boolean hasRoom() {
            if (proved) {
                return refusals == 0 || refusals + underWay < REFUSALS_OF_PROVED;
            }
            return refusals + underWay < REFUSALS_OF_UNPROVED + unanswered;
        }

        void leave(Answer answer) {
            lock.lock();
            try {
                underWay--;
                switch (answer) {
                    case ACCEPTED -> {
                        proved = true;
                        refusals = 0;
                    }
                    case REFUSED -> refused();
                    case NONE -> unanswered++;
                }
                waiting.forEach(Event::happen);
                waiting.clear();
            } finally {
                lock.unlock();
            }
        }

        private void refused() {
            refusals++;
            if (broken == null && refusals >= (proved ? REFUSALS_OF_PROVED : REFUSALS_OF_UNPROVED)) {
                String before = proved ? "" : " and have never worked in this run";
                broken = Failure.of(
                        FailureKind.LOGIN_BREAKER,
                        Stage.AUTHENTICATE,
                        "not tried: logins as " + credentials.login().username() + " were refused " + refusals
                                + " times in a row" + before);
            }
        }
    }
}
