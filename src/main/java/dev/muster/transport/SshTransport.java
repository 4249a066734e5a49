package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** An interactive shell over SSH (RFC 4254, 6.5) by Apache MINA SSHD. */
final class SshTransport implements Transport {
    private static final AttributeKey<SshTransport> OWNER = new AttributeKey<>();
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private final SshConnector connector;
    private final Target target;
    private final LoginMethods.Attempt login;
    private final SshDiagnosis diagnosis;
    private final Event keys = new Event();
    private final Event ended = new Event();
    private final Inbox inbox = new Inbox();
    private volatile @Nullable ClientSession session;
    private @Nullable ShellChannel shell;
    private volatile boolean closed;

    SshTransport(SshConnector connector, Target target) {
        this.connector = connector;
        this.target = target;
        this.login = new LoginMethods.Attempt(target.password());
        this.diagnosis = new SshDiagnosis(target);
    }

    static SshTransport of(SessionContext session) {
        AttributeRepository context = ((ClientSession) session).getConnectionContext();
        SshTransport owner = context == null ? null : context.getAttribute(OWNER);
        if (owner == null) {
            throw new IllegalStateException("a session that no transport opened");
        }
        return owner;
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        opening.clock().enter(Phase.CONNECT);
        Deadline connectBy = Deadline.in(opening.connect());
        ClientSession connected = new SshDialer(connector, target, diagnosis, ended)
                .dial(AttributeRepository.ofKeyValuePair(OWNER, this), connectBy, opening.connect());
        if (!await(keys, connectBy)) {
            throw diagnosis.noHandshake(opening.connect());
        }
        opening.clock().enter(Phase.AUTH);
        Deadline authBy = Deadline.in(opening.auth());
        authenticate(connected, authBy, opening.auth());
        openShell(connected, authBy, opening.auth());
    }

    /** Called for a session before anything is sent. */
    void prepare(Session created) {
        var fresh = (ClientSession) created;
        session = fresh;
        if (closed) {
            fresh.close(true);
            return;
        }
        var algorithms = new SshAlgorithms(target.ssh());
        fresh.setKeyExchangeFactories(algorithms.kex);
        fresh.setCipherFactories(algorithms.ciphers);
        fresh.setMacFactories(algorithms.macs);
        fresh.setSignatureFactories(algorithms.hostKeys(connector.hostKeys().knownTypes(target)));
        if (target.password() != null) {
            fresh.addPasswordIdentity(target.password().reveal());
        }
    }

    LoginMethods.Attempt login() {
        return login;
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

    private void authenticate(ClientSession connected, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        try {
            var future = connected.auth();
            if (!await(SshDialer.completion(future), by)) {
                throw new DeviceException(
                        FailureKind.CONNECT_TIMEOUT,
                        Stage.AUTHENTICATE,
                        target + " did not answer the login of " + target.username() + " within " + seconds(limit));
            }
            if (!future.isSuccess()) {
                throw diagnosis.notAuthenticated(future.getException(), login);
            }
        } catch (IOException | RuntimeException e) {
            throw diagnosis.notAuthenticated(e, login);
        }
    }

    private void openShell(ClientSession connected, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        try {
            var opened = new ShellChannel(inbox);
            connected.getService(ConnectionService.class).registerChannel(opened);
            var future = opened.open();
            if (!await(SshDialer.completion(future), by)) {
                throw new DeviceException(
                        FailureKind.SESSION_LIMIT,
                        Stage.LOGIN,
                        target + " opened no shell within " + seconds(limit) + " of the login");
            }
            if (!future.isOpened()) {
                throw diagnosis.noShell(future.getException());
            }
            shell = opened;
        } catch (IOException | RuntimeException e) {
            throw diagnosis.noShell(e);
        }
    }

    /** Waits without a lock of MINA's, which would hold a carrier thread on Java 21; false at the deadline. */
    private boolean await(Event done, Deadline by) throws DeviceException, InterruptedException {
        if (!done.or(ended).await(by)) {
            return false;
        }
        if (!done.hasHappened()) {
            throw diagnosis.ended(login);
        }
        return true;
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
        ended.happen();
        inbox.close();
    }

    @Override
    public boolean alive() {
        return !closed && !inbox.isEnded();
    }

    @Override
    public Read read(ByteQueue into, Deadline deadline) throws InterruptedException {
        Read read = inbox.take(into, deadline);
        if (shell != null && read == Read.BYTES) {
            shell.taken(into.size());
        }
        return read;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        ShellChannel open = shell;
        try {
            if (open == null || closed) {
                throw new IOException("the connection is closed");
            }
            OutputStream out = open.getInvertedIn();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new DeviceException(Failure.of(
                    FailureKind.DISCONNECTED, Stage.STEP, target + " no longer takes input: " + e.getMessage()));
        }
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        inbox.ended().awaitInCleanUp(deadline);
    }

    @Override
    public void abort() {
        closed = true;
        ClientSession open = session;
        if (open != null) {
            open.close(true);
        }
        ended.happen();
        inbox.close();
    }

    @Override
    public void close() {
        ClientSession open = session;
        if (!closed && open != null && open.isOpen()) {
            SshDialer.completion(open.close(false)).awaitInCleanUp(Deadline.in(CLOSE_LIMIT));
        }
        abort();
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }
}
