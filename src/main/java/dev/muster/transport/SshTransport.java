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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.future.SshFuture;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** An interactive shell over SSH (RFC 4254, 6.5) by Apache MINA SSHD. */
final class SshTransport implements Transport {
    private static final AttributeKey<SshTransport> OWNER = new AttributeKey<>();
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    /** Wide, so that devices neither wrap the echo of long commands nor cut lines. */
    private static final int PTY_COLUMNS = 511;

    private static final int PTY_LINES = 1000;

    private final SshConnector connector;
    private final Target target;
    private final LoginMethods.Attempt login;
    private final SshDiagnosis diagnosis;
    private final Event keys = new Event();
    private final Event ended = new Event();
    private final Inbox inbox = new Inbox();
    private volatile @Nullable ClientSession session;
    private @Nullable OutputStream toDevice;
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
        ClientSession connected = connect(connectBy, opening.connect());
        if (!await(keys, connectBy)) {
            throw diagnosis.noHandshake(opening.connect());
        }
        opening.clock().enter(Phase.AUTH);
        Deadline authBy = Deadline.in(opening.auth());
        authenticate(connected, authBy, opening.auth());
        openShell(connected, authBy, opening.auth());
    }

    private ClientSession connect(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        InetAddress[] addresses = HostAddresses.of(target.host(), by, limit);
        DeviceException last = null;
        for (int i = 0; i < addresses.length; i++) {
            Deadline attemptBy = new Deadline(System.nanoTime() + Math.max(0, by.left()) / (addresses.length - i));
            try {
                return connect(addresses[i], attemptBy, limit);
            } catch (DeviceException e) {
                last = e;
            }
        }
        throw last == null
                ? new DeviceException(FailureKind.DNS, Stage.CONNECT, "no address for " + target.host())
                : last;
    }

    private ClientSession connect(InetAddress address, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        try {
            var future = connector
                    .client(target.ssh().speakFirst())
                    .connect(
                            target.username(),
                            new InetSocketAddress(address, target.port()),
                            AttributeRepository.ofKeyValuePair(OWNER, this),
                            null);
            if (!await(completion(future), by)) {
                future.cancel();
                throw new DeviceException(
                        FailureKind.CONNECT_TIMEOUT,
                        Stage.CONNECT,
                        target + " did not answer within " + seconds(limit));
            }
            if (!future.isConnected()) {
                throw diagnosis.notConnected(future.getException());
            }
            session = future.getSession();
            if (closed) {
                future.getSession().close(true);
            }
            return future.getSession();
        } catch (IOException | RuntimeException e) {
            throw diagnosis.notConnected(e);
        }
    }

    /** Called for a session before anything is sent. */
    void prepare(Session created) {
        var fresh = (ClientSession) created;
        var algorithms = new SshAlgorithms(target.ssh());
        fresh.setKeyExchangeFactories(algorithms.kex);
        fresh.setCipherFactories(algorithms.ciphers);
        fresh.setMacFactories(algorithms.macs);
        fresh.setSignatureFactories(algorithms.hostKeys(connector.hostKeys().knownTypes(target)));
        fresh.setUserAuthFactories(LoginMethods.of(login));
        if (target.password() != null) {
            fresh.addPasswordIdentity(target.password().reveal());
        }
    }

    boolean trusts(PublicKey key) {
        if (target.hostKeyMode() == HostKeyMode.OFF) {
            return true;
        }
        try {
            HostKeys.Verdict verdict = connector.hostKeys().verdict(target, key);
            if (verdict == HostKeys.Verdict.UNKNOWN && target.hostKeyMode() == HostKeyMode.ACCEPT_NEW) {
                connector.hostKeys().pin(target, key);
                return true;
            }
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
            if (!await(completion(future), by)) {
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
            ChannelShell shell = connected.createShellChannel();
            shell.setPtyType("vt100");
            shell.setPtyColumns(PTY_COLUMNS);
            shell.setPtyLines(PTY_LINES);
            shell.setOut(inbox);
            shell.setRedirectErrorStream(true);
            var future = shell.open();
            if (!await(completion(future), by)) {
                throw new DeviceException(
                        FailureKind.SESSION_LIMIT,
                        Stage.LOGIN,
                        target + " opened no shell within " + seconds(limit) + " of the login");
            }
            if (!future.isOpened()) {
                throw diagnosis.noShell(future.getException());
            }
            toDevice = shell.getInvertedIn();
        } catch (IOException | RuntimeException e) {
            throw diagnosis.noShell(e);
        }
    }

    private static <F extends SshFuture<F>> Event completion(F future) {
        var done = new Event();
        future.addListener(any -> done.happen());
        return done;
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
        return inbox.take(into, deadline);
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        OutputStream out = toDevice;
        try {
            if (out == null || closed) {
                throw new IOException("the connection is closed");
            }
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
            completion(open.close(false)).awaitInCleanUp(Deadline.in(CLOSE_LIMIT));
        }
        abort();
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }
}
