package dev.muster.lab;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionAware;
import org.apache.sshd.server.command.AsyncCommand;

/** A shell channel of MINA's server as a {@link Wire}. */
final class LabChannel implements AsyncCommand, ChannelSessionAware, ChannelDataReceiver, Wire.Carrier {
    private final Wire wire = new Wire(this);
    private final Consumer<Wire> conversation;
    private final boolean shell;
    private ChannelSession channel;
    private IoOutputStream out;
    private ExitCallback exit;

    /**
     * A channel that is to be opened.
     *
     * @param shell whether the connection ends with this channel, as it does when a user logs out
     * @param conversation starts talking on the wire and returns at once
     */
    @SuppressWarnings("NullAway.Init") // MINA sets the rest before it calls start
    LabChannel(boolean shell, Consumer<Wire> conversation) {
        this.shell = shell;
        this.conversation = conversation;
    }

    @Override
    public void setChannelSession(ChannelSession session) {
        channel = session;
        session.setDataReceiver(this);
    }

    @Override
    public void setIoInputStream(IoInputStream in) {
        // Input comes through data(), which never waits.
    }

    @Override
    public void setIoOutputStream(IoOutputStream stream) {
        out = stream;
    }

    @Override
    public void setIoErrorStream(IoOutputStream stream) {
        // A device says everything on one stream.
    }

    @Override
    public void setInputStream(java.io.InputStream in) {
        // The blocking streams are not used.
    }

    @Override
    public void setOutputStream(java.io.OutputStream stream) {
        // The blocking streams are not used.
    }

    @Override
    public void setErrorStream(java.io.OutputStream stream) {
        // The blocking streams are not used.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession session, Environment environment) {
        String columns = environment.getEnv().getOrDefault(Environment.ENV_COLUMNS, "80");
        String type = environment.getEnv().getOrDefault(Environment.ENV_TERM, "dumb");
        wire.window(new Wire.Window(type, columns.matches("\\d{1,6}") ? Integer.parseInt(columns) : 80));
        conversation.accept(wire);
    }

    @Override
    public void destroy(ChannelSession session) {
        wire.close();
    }

    @Override
    public int data(ChannelSession session, byte[] bytes, int start, int length) {
        wire.received(bytes, start, length);
        return shell ? length : 0;
    }

    /** A command that reads takes no more than it can hold; a shell is cut off instead. */
    @Override
    public void taken(int bytes) {
        if (!shell) {
            try {
                channel.getLocalWindow().release(bytes);
            } catch (IOException e) {
                wire.close();
            }
        }
    }

    /** The client types no more. */
    @Override
    public void close() {
        wire.complete();
    }

    @Override
    public void send(byte[] bytes, Runnable sent) {
        try {
            out.writeBuffer(new ByteArrayBuffer(bytes)).addListener(future -> {
                if (future.isWritten()) {
                    sent.run();
                } else {
                    wire.close();
                }
            });
        } catch (IOException e) {
            wire.close();
        }
    }

    @Override
    public void end(int status) {
        if (shell) {
            channel.addCloseFutureListener(closed -> channel.getServerSession().close(false));
        }
        exit.onExit(status);
    }

    @Override
    public void cut() {
        channel.getServerSession().getIoSession().close(true);
    }
}
