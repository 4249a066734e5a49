package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends the SSH identification a byte a second, so that something always comes and nothing ever gets done. */
public final class DripsOneByteASecond extends SocketServer {
    public DripsOneByteASecond() throws IOException {}

    @Override
    protected void serve(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        for (byte b : "SSH-2.0-TheSlowestServerThatEverWas_1.0 patience\r\n".getBytes(StandardCharsets.US_ASCII)) {
            socket.getOutputStream().write(b);
            if (closedWithin(1000)) {
                return;
            }
        }
    }
}
