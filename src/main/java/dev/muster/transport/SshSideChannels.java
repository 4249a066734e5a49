package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.transport.Transport.Opening;
import java.io.IOException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;

/** Side channels over SSH. */
final class SshSideChannels implements SideChannels {
    private final SshConnector connector;
    private final Target target;
    private final Opening limits;
    private SshAttempt login;
    private volatile @Nullable SshConnection apart;
    private volatile boolean closed;

    /**
     * @param login of the shell
     * @param limits for a login of their own
     */
    SshSideChannels(SshConnector connector, Target target, SshAttempt login, Opening limits) {
        this.connector = connector;
        this.target = target;
        this.login = login;
        this.limits = new Opening(limits.connect(), limits.auth(), phase -> {});
    }

    /** The device grants no channel beside those that are open. */
    private static final class NoneFree extends Exception {
        private static final long serialVersionUID = 1L;

        NoneFree(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public @Nullable SideChannel open(Purpose purpose) throws DeviceException, InterruptedException {
        try {
            return openHere(purpose);
        } catch (NoneFree e) {
            if (apart != null) {
                throw none(purpose, e);
            }
        }
        connectApart(purpose);
        try {
            return openHere(purpose);
        } catch (NoneFree e) {
            throw none(purpose, e);
        }
    }

    private DeviceException none(Purpose purpose, NoneFree why) {
        return new DeviceException(Failure.of(
                        FailureKind.SESSION_LIMIT,
                        Stage.STEP,
                        target + " opens no channel for " + purpose.aim() + ": " + why.getMessage())
                .withHint("the device must allow this account more than a shell: file transfer or NETCONF by SSH"));
    }

    private void connectApart(Purpose purpose) throws DeviceException, InterruptedException {
        var connection = new SshConnection(connector, target);
        apart = connection;
        if (closed) {
            connection.abort();
        }
        try {
            login = connection.open(limits).attempt();
        } catch (DeviceException e) {
            Failure failure = e.failure();
            throw new DeviceException(new Failure(
                    failure.kind(),
                    failure.stage(),
                    "a connection of its own for " + purpose.aim() + ", since the device allows one session on each: "
                            + failure.message(),
                    failure.expected(),
                    failure.lastOutput(),
                    failure.hint()));
        }
    }

    private @Nullable SideChannel openHere(Purpose purpose) throws NoneFree, DeviceException, InterruptedException {
        var channel = new SshSideChannel(target, purpose);
        try {
            Deadline by = Deadline.in(limits.auth());
            login.session().getService(ConnectionService.class).registerChannel(channel.pipe());
            var future = channel.pipe().open();
            await(purpose, SshDialer.completion(future), by);
            if (!future.isOpened()) {
                throw notOpened(purpose, future.getException());
            }
            await(purpose, channel.answered(), by);
            if (!channel.isGranted()) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw notOpened(purpose, e);
        } catch (DeviceException | InterruptedException | NoneFree e) {
            channel.close();
            throw e;
        }
    }

    private void await(Purpose purpose, Event done, Deadline by) throws DeviceException, InterruptedException {
        if (!Event.awaitAny(by, done, login.await().ended())) {
            throw new DeviceException(
                    FailureKind.SESSION_LIMIT,
                    Stage.STEP,
                    target + " opened no channel for " + purpose.aim() + " within " + SshWait.seconds(limits.auth()));
        }
        if (!done.hasHappened()) {
            throw new DeviceException(
                    FailureKind.DISCONNECTED,
                    Stage.STEP,
                    target + " closed the connection when a channel for " + purpose.aim() + " was opened");
        }
    }

    private DeviceException notOpened(Purpose purpose, @Nullable Throwable thrown) throws NoneFree {
        Throwable at = thrown;
        while (at != null && at.getCause() != null) {
            at = at.getCause();
        }
        String why = at == null ? "no reason given" : String.valueOf(at.getMessage());
        if (at instanceof SshChannelOpenException) {
            throw new NoneFree(why);
        }
        return new DeviceException(
                FailureKind.DISCONNECTED, Stage.STEP, target + " opened no channel for " + purpose.aim() + ": " + why);
    }

    @Override
    public boolean areApart() {
        return apart != null;
    }

    /** Ends a connection of their own at once, from any thread. */
    void abort() {
        closed = true;
        SshConnection own = apart;
        if (own != null) {
            own.abort();
        }
    }

    @Override
    public void close() {
        SshConnection own = apart;
        if (own != null) {
            own.close();
        }
        closed = true;
    }
}
