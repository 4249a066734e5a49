package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.transport.SideChannels.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** A command or subsystem on a session channel (RFC 4254, 6.5) whose bytes are taken and given without a lock of MINA's. */
final class SshSideChannel implements SideChannel {
    private static final int MOST_ERRORS = 2000;

    private final Target target;
    private final Purpose purpose;
    private final Pipe pipe = new Pipe();
    private final Inbox inbox = new Inbox();
    private final StringBuilder errors = new StringBuilder();
    private final Event answered = new Event();
    private volatile boolean granted;

    SshSideChannel(Target target, Purpose purpose) {
        this.target = target;
        this.purpose = purpose;
    }

    /** MINA's side of it. */
    private final class Pipe extends ChannelSession {
        Pipe() {
            setStreaming(Streaming.Async);
            addCloseFutureListener(closed -> {
                inbox.close();
                answered.happen();
            });
        }

        @Override
        protected void doOpen() throws IOException {
            super.doOpen();
            String kind = switch (purpose) {
                case Purpose.Command command -> "exec";
                case Purpose.Subsystem subsystem -> "subsystem";
            };
            String what = switch (purpose) {
                case Purpose.Command command -> command.line();
                case Purpose.Subsystem subsystem -> subsystem.name();
            };
            Buffer request = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, what.length() + 64);
            request.putUInt(getRecipient());
            request.putString(kind);
            request.putBoolean(true);
            request.putString(what);
            writePacket(request);
        }

        @Override
        public void handleSuccess() {
            granted = true;
            answered.happen();
        }

        @Override
        public void handleFailure() {
            answered.happen();
        }

        @Override
        public void handleEof() throws IOException {
            super.handleEof();
            inbox.close();
        }

        @Override
        protected void doWriteData(byte[] bytes, int offset, long length) {
            inbox.write(bytes, offset, (int) length);
        }

        @Override
        protected void doWriteExtendedData(byte[] bytes, int offset, long length) throws IOException {
            synchronized (errors) {
                errors.append(new String(bytes, offset, (int) length, StandardCharsets.UTF_8));
                if (errors.length() > MOST_ERRORS) {
                    errors.delete(0, errors.length() - MOST_ERRORS);
                }
            }
            getLocalWindow().release(length);
        }
    }

    ChannelSession pipe() {
        return pipe;
    }

    /** Happens when the device has said whether it grants the request, or has closed the channel. */
    Event answered() {
        return answered;
    }

    boolean isGranted() {
        return granted;
    }

    @Override
    public Transport.Read read(ByteQueue into, Deadline deadline) throws InterruptedException {
        int before = into.size();
        Transport.Read read = inbox.take(into, deadline);
        if (read == Transport.Read.BYTES) {
            try {
                pipe.getLocalWindow().release(into.size() - before);
            } catch (IOException e) {
                // the connection is gone, which the next read tells
            }
        }
        return read;
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length, Deadline deadline)
            throws DeviceException, InterruptedException {
        try {
            var future = pipe.getAsyncIn().writeBuffer(new ByteArrayBuffer(bytes, offset, length));
            if (!Event.awaitAny(deadline, SshDialer.completion(future), inbox.ended())) {
                return false;
            }
            if (future.isWritten()) {
                return true;
            }
            throw closed();
        } catch (IOException | RuntimeException e) {
            throw closed();
        }
    }

    private DeviceException closed() {
        return new DeviceException(
                FailureKind.DISCONNECTED, Stage.STEP, target + " closed the channel for " + purpose.aim());
    }

    @Override
    public String errors() {
        synchronized (errors) {
            return errors.toString();
        }
    }

    @Override
    public @Nullable Integer exitStatus() {
        return pipe.getExitStatus();
    }

    @Override
    public void close() {
        pipe.close(true);
        inbox.close();
    }
}
