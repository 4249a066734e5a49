package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;

/** An interactive shell over SSH (RFC 4254, 6.5) by Apache MINA SSHD. */
final class SshTransport implements Transport {
    private final SshConnector connector;
    private final Target target;
    private final SshConnection connection;
    private final Inbox inbox = new Inbox();
    private @Nullable ShellChannel shell;
    private volatile Peer peer = Peer.UNKNOWN;
    private @Nullable SshAttempt login;
    private @Nullable Opening limits;
    private volatile @Nullable SshSideChannels beside;
    private volatile boolean closed;

    SshTransport(SshConnector connector, Target target) {
        this.connector = connector;
        this.target = target;
        this.connection = new SshConnection(connector, target);
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        SshConnection.LoggedIn loggedIn = connection.open(opening);
        openShell(loggedIn.attempt(), loggedIn.by(), opening.auth());
        login = loggedIn.attempt();
        limits = opening;
    }

    @Override
    public @Nullable SideChannels sideChannels() {
        SshAttempt as = login;
        Opening within = limits;
        if (as == null || within == null) {
            return null;
        }
        var channels = new SshSideChannels(connector, target, as, within);
        beside = channels;
        if (closed) {
            channels.abort();
        }
        return channels;
    }

    private void openShell(SshAttempt login, Deadline by, Duration limit) throws DeviceException, InterruptedException {
        login.await().ended().then(inbox::close);
        try {
            var opened = new ShellChannel(inbox);
            login.session().getService(ConnectionService.class).registerChannel(opened);
            var future = opened.open();
            if (!login.await().until(SshDialer.completion(future), by)) {
                throw new DeviceException(
                        FailureKind.SESSION_LIMIT,
                        Stage.LOGIN,
                        target + " opened no shell within " + SshWait.seconds(limit) + " of the login");
            }
            if (!future.isOpened()) {
                throw login.diagnosis().noShell(future.getException());
            }
            shell = opened;
            peer = login.peer();
        } catch (IOException | RuntimeException e) {
            throw login.diagnosis().noShell(e);
        }
    }

    @Override
    public Peer peer() {
        return peer;
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
    public String trouble() {
        return connection.trouble();
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        inbox.ended().awaitInCleanUp(deadline);
    }

    @Override
    public void abort() {
        closed = true;
        connection.abort();
        SshSideChannels channels = beside;
        if (channels != null) {
            channels.abort();
        }
        inbox.close();
    }

    @Override
    public void close() {
        connection.close();
        abort();
    }
}
