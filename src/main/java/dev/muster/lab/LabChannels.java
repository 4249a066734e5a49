package dev.muster.lab;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.session.ServerSession;

/** The channels that a lab device opens; it may refuse a shell too many, as OpenSSH's MaxSessions does. */
final class LabChannels extends ChannelSessionFactory {
    private static final AttributeKey<AtomicInteger> OPEN = new AttributeKey<>();

    private final Function<ServerSession, Station> stations;

    private LabChannels(Function<ServerSession, Station> stations) {
        this.stations = stations;
    }

    static List<ChannelFactory> of(Function<ServerSession, Station> stations) {
        return List.of(new LabChannels(stations), DirectTcpipFactory.INSTANCE);
    }

    @Override
    public Channel createChannel(Session session) {
        int most = stations.apply((ServerSession) session).device().access().mostShells();
        AtomicInteger open = session.computeAttributeIfAbsent(OPEN, key -> new AtomicInteger());
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return new Refused();
        }
        var channel = new ChannelSession();
        channel.addCloseFutureListener(closed -> open.decrementAndGet());
        return channel;
    }

    private static final class Refused extends ChannelSession {
        @Override
        public OpenFuture open(long recipient, long windowSize, long packetSize, Buffer buffer) {
            var future = new DefaultOpenFuture(this, this);
            future.setException(new SshChannelOpenException(
                    getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "open failed: too many sessions"));
            return future;
        }
    }
}
