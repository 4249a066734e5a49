package dev.muster.transport;

import java.io.IOException;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelShell;

/**
 * A shell channel whose window (RFC 4254, 5.2) opens again only when its bytes were taken: a device that talks faster than
 * they are read waits, and never fills the memory.
 */
final class ShellChannel extends ChannelShell {
    /** Wide, so that devices neither wrap the echo of long commands nor cut lines. */
    private static final int PTY_COLUMNS = 511;

    private static final int PTY_LINES = 1000;

    private final Inbox inbox;

    ShellChannel(Inbox inbox) {
        super(null, Map.of());
        this.inbox = inbox;
        setPtyType("vt100");
        setPtyColumns(PTY_COLUMNS);
        setPtyLines(PTY_LINES);
        setOut(inbox);
        setErr(inbox);
    }

    @Override
    protected void doWriteData(byte[] bytes, int offset, long length) {
        inbox.write(bytes, offset, (int) length);
    }

    @Override
    protected void doWriteExtendedData(byte[] bytes, int offset, long length) {
        inbox.write(bytes, offset, (int) length);
    }

    /** Lets the device send so many bytes more. */
    void taken(int bytes) {
        try {
            getLocalWindow().release(bytes);
        } catch (IOException e) {
            // the connection is gone, which the next read tells
        }
    }
}
