package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whether something answers at an address; nobody logs in. */
public final class Reach {
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: [^\\r\\n]*)?");
    private static final int LONGEST_STATUS = 200;

    private Reach() {}

    /**
     * Connects by TCP and closes again.
     *
     * @param end ends the wait
     */
    public static void tcp(String host, int port, Duration limit, Event end)
            throws DeviceException, InterruptedException {
        open(host, port, limit, end).close();
    }

    private static Duplex open(String host, int port, Duration limit, Event end)
            throws DeviceException, InterruptedException {
        var where = new InetSocketText(host, port);
        return new StraightRoute(host, port, where, end).open(Deadline.in(limit), limit);
    }

    /** An address for messages. */
    private record InetSocketText(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Asks a web server for its first page; any answer will do.
     *
     * @param tls whether the line is encrypted; any certificate will do, for nothing is sent that others may not read
     * @return the status, such as {@code 200}
     */
    public static int http(String host, int port, boolean tls, Duration limit, Event end)
            throws DeviceException, InterruptedException {
        var where = new InetSocketText(host, port);
        Deadline by = Deadline.in(limit);
        Duplex line = open(host, port, limit, end);
        end.then(line::close);
        try {
            line.setPatience(by.millis());
            return tls ? overTls(line, where, by) : status(line.in(), line, where);
        } catch (SocketTimeoutException e) {
            throw new DeviceException(
                    FailureKind.CONNECT_TIMEOUT,
                    Stage.CONNECT,
                    where + " did not answer within " + ConnectFailure.seconds(limit));
        } catch (GeneralSecurityException | IOException e) {
            throw new DeviceException(
                    tls ? FailureKind.TLS : FailureKind.DISCONNECTED,
                    Stage.CONNECT,
                    where + ": " + ConnectFailure.reason(e));
        } finally {
            line.close();
        }
    }

    private static int overTls(Duplex line, InetSocketText where, Deadline by)
            throws GeneralSecurityException, IOException, DeviceException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        Socket plain = ((SocketDuplex) line).socket();
        try (var socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, where.host(), where.port(), true)) {
            socket.setSoTimeout(by.millis());
            socket.startHandshake();
            return status(socket.getInputStream(), new SocketDuplex(socket), where);
        }
    }

    private static int status(InputStream in, Duplex line, InetSocketText where) throws IOException, DeviceException {
        String request = "GET / HTTP/1.1\r\nHost: " + where + "\r\nConnection: close\r\nAccept: */*\r\n\r\n";
        line.out().write(request.getBytes(StandardCharsets.US_ASCII));
        line.out().flush();
        var first = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n' && first.length() < LONGEST_STATUS; b = in.read()) {
            first.append((char) b);
        }
        Matcher status = STATUS.matcher(first.toString().strip());
        if (!status.matches()) {
            throw new DeviceException(
                    FailureKind.HTTP_STATUS,
                    Stage.CONNECT,
                    where + " does not speak HTTP" + (first.isEmpty() ? ": it closed the connection" : ""));
        }
        return Integer.parseInt(status.group(1));
    }

    /** Used only to see whether a server is there. */
    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
