package dev.muster.transport;

import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** What is said to a proxy before bytes go through it; nothing is read beyond the proxy's last word. */
final class ProxyDialogue {
    private static final Pattern LITERAL4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int MOST_HEADER_BYTES = 16 << 10;

    private final Proxy proxy;
    private final Duplex way;
    private final Deadline by;

    /** @param way to the proxy */
    ProxyDialogue(Proxy proxy, Duplex way, Deadline by) {
        this.proxy = proxy;
        this.way = way;
        this.by = by;
    }

    /** The proxy said no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final FailureKind kind;

        Refused(FailureKind kind, String message) {
            super(message);
            this.kind = kind;
        }

        FailureKind kind() {
            return kind;
        }
    }

    /** Has it connect to a host, whose name it resolves itself. */
    void ask(String host, int port) throws IOException {
        switch (proxy.kind()) {
            case SOCKS5 -> socks5(host, port);
            case HTTP -> http(host, port);
        }
    }

    private void socks5(String host, int port) throws IOException {
        boolean named = proxy.username() != null;
        send(named ? new byte[] {5, 2, 0, 2} : new byte[] {5, 1, 0});
        byte[] method = read(2);
        if (method[0] != 5) {
            throw notAProxy();
        }
        if (method[1] == 2 && named) {
            signIn();
        } else if (method[1] != 0) {
            throw new Refused(
                    FailureKind.AUTHENTICATION, named ? "it accepts no login by password" : "it wants a login");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {5, 1, 0});
        address(request, host);
        request.write(port >> 8);
        request.write(port);
        send(request.toByteArray());
        byte[] reply = read(4);
        if (reply[0] != 5) {
            throw notAProxy();
        }
        int length = switch (reply[3]) {
            case 1 -> 4;
            case 4 -> 16;
            case 3 -> read(1)[0] & 0xff;
            default -> throw notAProxy();
        };
        if (reply[1] != 0) {
            throw refusal(reply[1], host, port);
        }
        read(length + 2);
    }

    /** RFC 1929. */
    private void signIn() throws IOException {
        byte[] user = bytes(String.valueOf(proxy.username()), "the user name");
        Secret secret = proxy.password();
        byte[] password = bytes(secret == null ? "" : secret.reveal(), "the password");
        var request = new ByteArrayOutputStream();
        request.write(1);
        request.write(user.length);
        request.writeBytes(user);
        request.write(password.length);
        request.writeBytes(password);
        send(request.toByteArray());
        if (read(2)[1] != 0) {
            throw new Refused(FailureKind.AUTHENTICATION, "it refused the login of " + proxy.username());
        }
    }

    private static byte[] bytes(String text, String what) throws Refused {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new Refused(FailureKind.UNREACHABLE, what + " is longer than SOCKS can say");
        }
        return bytes;
    }

    private static void address(ByteArrayOutputStream request, String host) throws IOException {
        if (LITERAL4.matcher(host).matches() || host.contains(":")) {
            InetAddress address = InetAddress.getByName(host);
            request.write(address instanceof Inet4Address ? 1 : 4);
            request.writeBytes(address.getAddress());
        } else {
            byte[] name = bytes(host, "the host's name");
            request.write(3);
            request.write(name.length);
            request.writeBytes(name);
        }
    }

    private static Refused refusal(int code, String host, int port) {
        String to = " to " + host + ":" + port;
        return switch (code) {
            case 2 -> new Refused(FailureKind.UNREACHABLE, "its rules forbid the way" + to);
            case 3 -> new Refused(FailureKind.UNREACHABLE, "no network" + to);
            case 4 -> new Refused(FailureKind.UNREACHABLE, "no route" + to);
            case 5 -> new Refused(FailureKind.CONNECTION_REFUSED, "connection" + to + " refused");
            case 6 -> new Refused(FailureKind.CONNECT_TIMEOUT, "no answer on the way" + to);
            case 8 -> new Refused(FailureKind.UNREACHABLE, "it knows no such addresses: no way" + to);
            default -> new Refused(FailureKind.UNREACHABLE, "it found no way" + to);
        };
    }

    private void http(String host, int port) throws IOException {
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        var request = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        if (proxy.username() != null) {
            Secret secret = proxy.password();
            String login = proxy.username() + ":" + (secret == null ? "" : secret.reveal());
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
        send(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        String status = header().lines().findFirst().orElse("");
        if (!status.matches("HTTP/\\d(\\.\\d)? \\d{3}.*")) {
            throw notAProxy();
        }
        String code = status.split(" ", 3)[1];
        if (!code.startsWith("2")) {
            throw new Refused(
                    switch (code) {
                        case "407" -> FailureKind.AUTHENTICATION;
                        case "504" -> FailureKind.CONNECT_TIMEOUT;
                        default -> FailureKind.UNREACHABLE;
                    },
                    "no way to " + authority + ": " + status);
        }
    }

    private String header() throws IOException {
        var header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0 && header.indexOf("\n\n") < 0) {
            if (header.length() >= MOST_HEADER_BYTES) {
                throw notAProxy();
            }
            header.append((char) (read(1)[0] & 0xff));
        }
        return header.toString();
    }

    private static Refused notAProxy() {
        return new Refused(FailureKind.UNREACHABLE, "its answer is not that of such a proxy");
    }

    private void send(byte[] bytes) throws IOException {
        way.out().write(bytes);
        way.out().flush();
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            if (by.left() <= 0) {
                throw new SocketTimeoutException();
            }
            way.setPatience(by.millis());
            int count = way.in().read(bytes, at, length - at);
            if (count < 0) {
                throw new EOFException("it closed the connection");
            }
            at += count;
        }
        return bytes;
    }
}
