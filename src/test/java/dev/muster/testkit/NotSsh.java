package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP where SSH is expected. */
public final class NotSsh extends SocketServer {
    public NotSsh() throws IOException {}

    @Override
    protected void serve(Socket socket) throws IOException {
        String answer =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nNot HTTP.\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        // A close with unread input would be a reset, which takes the answer with it.
        socket.getInputStream().readAllBytes();
        socket.close();
    }
}
