package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.SideChannels.Purpose;
import dev.muster.transport.Transport.Opening;
import org.jspecify.annotations.Nullable;

/** A subsystem on an SSH connection of its own, or on one that a shell has already. */
final class SshSubsystemLink implements SubsystemLink {
    private final @Nullable SshConnector connector;
    private final String device;
    private final Purpose.Subsystem purpose;
    private final @Nullable Target target;
    private final @Nullable SshConnection connection;
    private volatile @Nullable SideChannels channels;
    private volatile @Nullable SideChannel channel;
    private volatile boolean aborted;

    /** On a connection of its own. */
    SshSubsystemLink(SshConnector connector, Target target, String name) {
        this.connector = connector;
        this.device = target.toString();
        this.purpose = new Purpose.Subsystem(name);
        this.target = target;
        this.connection = new SshConnection(connector, target);
    }

    /** Beside a shell. */
    SshSubsystemLink(SideChannels beside, String device, String name) {
        this.connector = null;
        this.device = device;
        this.purpose = new Purpose.Subsystem(name);
        this.target = null;
        this.connection = null;
        this.channels = beside;
    }

    @Override
    public SideChannel open(Opening opening) throws DeviceException, InterruptedException {
        SideChannels on = channels;
        if (on == null && connector != null && target != null && connection != null) {
            SshAttempt login = connection.open(opening).attempt();
            on = new SshSideChannels(connector, target, login, opening);
            channels = on;
        }
        SideChannel opened = on == null ? null : on.open(purpose);
        if (opened == null) {
            throw new DeviceException(Failure.of(
                            FailureKind.NETCONF_ERROR,
                            Stage.LOGIN,
                            device + " has no subsystem `" + purpose.name() + "` on this port")
                    .withHint("switch NETCONF over SSH on in the device, or set its port: netconf: {port: 830}"));
        }
        channel = opened;
        if (aborted) {
            opened.close();
        }
        return opened;
    }

    @Override
    public void abort() {
        aborted = true;
        if (connection != null) {
            connection.abort();
        }
        SideChannel open = channel;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        SideChannel open = channel;
        if (open != null) {
            open.close();
        }
        SideChannels on = channels;
        if (on != null) {
            on.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
