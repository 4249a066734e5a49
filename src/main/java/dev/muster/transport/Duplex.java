package dev.muster.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;

/** Bytes both ways: through a socket, a proxy or a jump host. */
interface Duplex {
    InputStream in();

    OutputStream out();

    /** How long reads wait for bytes before a {@link SocketTimeoutException}, in milliseconds; 0 for ever. */
    void setPatience(int millis) throws IOException;

    /** Says that nothing more will be written. */
    void finish() throws IOException;

    /** Why it ended, where that is not because of the target; empty where it is, or where it has not ended. */
    String trouble();

    /** Ends both directions at once, from any thread; may be called again. */
    void close();
}
