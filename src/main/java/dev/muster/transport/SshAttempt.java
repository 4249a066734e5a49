package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** One SSH connection and one login on it, by Apache MINA SSHD. Any thread may abort it. */
final class SshAttempt {
    private static final AttributeKey<SshAttempt> OWNER = new AttributeKey<>();

    private final SshConnector connector;
    private final Target target;
    private final SshAlgorithms algorithms;
    private final LoginMethods.Attempt login;
    private final SshDiagnosis diagnosis;
    private final SshWait wait;
    private final Event keys = new Event();
    private final SshPeer peer = new SshPeer();
    private volatile @Nullable ClientSession session;
    private volatile @Nullable Duplex way;
    private volatile boolean closed;

    SshAttempt(SshConnector connector, Target target, Login login) {
        this.connector = connector;
        this.target = target;
        this.algorithms = new SshAlgorithms(target.ssh());
        this.login = new LoginMethods.Attempt(login);
        this.diagnosis = new SshDiagnosis(target, this.login);
        this.wait = new SshWait(diagnosis);
    }

    /** Whose a session is. */
    static SshAttempt of(SessionContext session) {
        AttributeRepository context = ((ClientSession) session).getConnectionContext();
        if (context == null) {
            throw new IllegalStateException("a session that nobody opened");
        }
        return in(context);
    }

    /** Whose a connection is. */
    static SshAttempt in(AttributeRepository context) {
        return Objects.requireNonNull(context.getAttribute(OWNER), "a connection that nobody asked for");
    }

    /** What was opened for it, or null before it was. */
    @Nullable
    Duplex way() {
        return way;
    }

    SshDiagnosis diagnosis() {
        return diagnosis;
    }

    LoginMethods.Attempt login() {
        return login;
    }

    SshAlgorithms algorithms() {
        return algorithms;
    }

    Duration keepalive() {
        return target.ssh().keepalive();
    }

    SshWait await() {
        return wait;
    }

    /** Reaches the target and exchanges keys with it. */
    void connect(Duration limit) throws DeviceException, InterruptedException {
        try {
            reach(limit);
        } catch (DeviceException e) {
            throw explained(e);
        }
    }

    /** A connection that ended because of what it went through is told as that. */
    private DeviceException explained(DeviceException e) {
        Duplex opened = way;
        boolean ended = e.failure().kind() == FailureKind.DISCONNECTED;
        String trouble = opened == null || closed || !ended ? "" : opened.trouble();
        return trouble.isEmpty()
                ? e
                : new DeviceException(FailureKind.DISCONNECTED, e.failure().stage(), trouble);
    }

    private void reach(Duration limit) throws DeviceException, InterruptedException {
        var dialer = new SshDialer(connector, target, login.login().username(), diagnosis, wait.ended());
        var owner = AttributeRepository.ofKeyValuePair(OWNER, this);
        Deadline by = Deadline.in(limit);
        way = connector.route(target, wait.ended()).open(by, limit);
        dialer.dial(owner, by, limit);
        if (!wait.until(keys, by)) {
            throw diagnosis.noHandshake(limit);
        }
    }

    /** Called for a session before anything is sent. */
    void prepare(Session created) {
        var fresh = (ClientSession) created;
        session = fresh;
        if (closed) {
            fresh.close(true);
            return;
        }
        fresh.setKeyExchangeFactories(algorithms.kex);
        fresh.setCipherFactories(algorithms.ciphers);
        fresh.setMacFactories(algorithms.macs);
        fresh.setSignatureFactories(algorithms.hostKeys(connector.hostKeys().knownTypes(target)));
        if (login.login().password() != null) {
            fresh.addPasswordIdentity(login.login().password().reveal());
        }
        fresh.setUserInteraction(peer);
    }

    boolean trusts(PublicKey key) {
        if (target.hostKeyMode() == HostKeyMode.OFF) {
            return true;
        }
        try {
            HostKeys.Verdict verdict = target.hostKeyMode() == HostKeyMode.ACCEPT_NEW
                    ? connector.hostKeys().pinnedVerdict(target, key)
                    : connector.hostKeys().verdict(target, key);
            diagnosis.hostKey(verdict, key);
            return verdict == HostKeys.Verdict.TRUSTED;
        } catch (IOException e) {
            diagnosis.hostKeyFile(e);
            return false;
        }
    }

    /** Logs in on the connection; a clear refusal is the answer, null when the login was accepted. */
    @Nullable
    Failure login(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        DeviceException failed;
        try {
            var future = session().auth();
            if (!wait.until(SshDialer.completion(future), by)) {
                String other = login.waitsFor();
                throw new DeviceException(
                        FailureKind.CONNECT_TIMEOUT,
                        Stage.AUTHENTICATE,
                        (other == null ? target : other) + " did not answer the login of "
                                + login.login().username() + " within " + SshWait.seconds(limit));
            }
            if (future.isSuccess()) {
                return null;
            }
            failed = diagnosis.notAuthenticated(future.getException());
        } catch (IOException | RuntimeException e) {
            failed = diagnosis.notAuthenticated(e);
        } catch (DeviceException e) {
            failed = e;
        } finally {
            login.close();
        }
        failed = explained(failed);
        if (failed.failure().kind() == FailureKind.AUTHENTICATION) {
            return failed.failure();
        }
        throw failed;
    }

    ClientSession session() throws IOException {
        ClientSession open = session;
        if (open == null) {
            throw new IOException("the connection is closed");
        }
        return open;
    }

    boolean isOpen() {
        ClientSession open = session;
        return !closed && open != null && open.isOpen();
    }

    /** Why the connection ended, where that is known: what a jump host or proxy did, or the device's last word. */
    String trouble() {
        Duplex opened = way;
        String onTheWay = opened == null || closed ? "" : opened.trouble();
        return onTheWay.isEmpty() ? diagnosis.lastWord() : onTheWay;
    }

    Peer peer() throws IOException {
        return peer.of(session());
    }

    void identificationLine(String line) {
        diagnosis.identificationLine(line);
    }

    void proposals(Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
        diagnosis.proposals(ours, theirs);
    }

    void keysEstablished() {
        keys.happen();
    }

    void loggedIn() {
        diagnosis.loggedIn();
    }

    void sessionFailed(Throwable cause) {
        diagnosis.sessionFailed(cause);
    }

    void disconnectReceived(@Nullable String message) {
        diagnosis.disconnectReceived(message);
    }

    void sessionClosed() {
        wait.ended().happen();
    }

    /** Ends the connection in good order where there is still somebody to tell. */
    void close(Duration limit) {
        ClientSession open = session;
        if (!closed && open != null && open.isOpen()) {
            SshDialer.completion(open.close(false)).awaitInCleanUp(Deadline.in(limit));
        }
        abort();
    }

    void abort() {
        closed = true;
        ClientSession open = session;
        if (open != null) {
            open.close(true);
        }
        Duplex opened = way;
        if (opened != null) {
            opened.close();
        }
        login.close();
        wait.ended().happen();
    }
}
