package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A web server that begins every answer and never ends it. */
public final class StallsInItsAnswer extends SocketServer {
    private static final String BEGUN =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    public StallsInItsAnswer() throws IOException {}

    @Override
    protected void serve(Socket socket) throws IOException {
        socket.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
    }
}
