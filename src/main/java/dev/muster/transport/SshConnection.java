package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An SSH connection on which somebody is logged in: by the first of the target's logins that is accepted, each tried once
 * on a connection of its own, the next only after a clear refusal.
 */
final class SshConnection {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final SshConnector connector;
    private final Target target;
    private volatile @Nullable SshAttempt current;
    private volatile boolean closed;

    SshConnection(SshConnector connector, Target target) {
        this.connector = connector;
        this.target = target;
    }

    /** What an accepted login leaves: the connection, and until when the rest of the login must be done. */
    record LoggedIn(SshAttempt attempt, Deadline by) {}

    LoggedIn open(Opening opening) throws DeviceException, InterruptedException {
        var refusals = new ArrayList<Failure>();
        for (Login login : target.logins()) {
            var attempt = new SshAttempt(connector, target, login);
            current = attempt;
            if (closed) {
                attempt.abort();
            }
            Tried tried = logIn(attempt, opening);
            if (tried.refusal() == null) {
                return new LoggedIn(attempt, tried.by());
            }
            refusals.add(tried.refusal());
            if (refusals.size() < target.logins().size()) {
                attempt.close(CLOSE_LIMIT);
            }
        }
        throw new DeviceException(all(refusals));
    }

    /** A clear refusal or null, and until when the rest of the login must be done. */
    private record Tried(@Nullable Failure refusal, Deadline by) {}

    private static Tried logIn(SshAttempt attempt, Opening opening) throws DeviceException, InterruptedException {
        Login login = attempt.login().login();
        Failure kept = opening.beginConnect(login, attempt.await().ended());
        if (kept == null) {
            attempt.connect(opening.connect());
            kept = opening.beginLogin(login, attempt.await().ended());
        }
        Deadline by = Deadline.in(opening.auth());
        if (kept != null) {
            return new Tried(kept, by);
        }
        var answer = LoginGate.Answer.NONE;
        try {
            Failure refusal = attempt.login(by, opening.auth());
            answer = refusal == null ? LoginGate.Answer.ACCEPTED : LoginGate.Answer.REFUSED;
            return new Tried(refusal, by);
        } finally {
            opening.gate().after(login, answer);
        }
    }

    private Failure all(List<Failure> refusals) {
        if (refusals.size() == 1) {
            return refusals.getFirst();
        }
        String prefix = target + " refused the login of ";
        String each = refusals.stream()
                .map(refusal -> refusal.message().replace(prefix, ""))
                .collect(Collectors.joining(", "));
        boolean tried = refusals.stream().anyMatch(refusal -> refusal.kind() == FailureKind.AUTHENTICATION);
        return Failure.of(
                tried ? FailureKind.AUTHENTICATION : refusals.getFirst().kind(),
                Stage.AUTHENTICATE,
                target + " refused all " + refusals.size() + " logins: " + each);
    }

    void close() {
        SshAttempt open = current;
        if (!closed && open != null) {
            open.close(CLOSE_LIMIT);
        }
        abort();
    }

    void abort() {
        closed = true;
        SshAttempt open = current;
        if (open != null) {
            open.abort();
        }
    }
}
