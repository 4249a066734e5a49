package dev.muster.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that speaks SOCKS5 and HTTP CONNECT, by the first byte it gets. It alone knows that {@code router.inside} is this
 * machine, refuses the port 1 in its own words and never answers for the port 2.
 */
public final class ProxyServer extends SocketServer {
    public static final int REFUSED = 1;
    public static final int SILENT = 2;

    private final String login;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param login {@code user:password}, or empty for none */
    public ProxyServer(String login) throws IOException {
        this.login = login;
    }

    /** What it was asked to connect to, as it was asked. */
    public List<String> asked() {
        return asked;
    }

    @Override
    protected void serve(Socket socket) throws IOException, InterruptedException {
        var in = new DataInputStream(socket.getInputStream());
        int first = in.read();
        if (first == 5) {
            socks(socket, in);
        } else if (first == 'C') {
            http(socket, in);
        } else {
            socket.close();
        }
    }

    private void socks(Socket socket, DataInputStream in) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        byte[] methods = new byte[in.readUnsignedByte()];
        in.readFully(methods);
        int wanted = login.isEmpty() ? 0 : 2;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf((char) wanted) >= 0;
        out.write(new byte[] {5, (byte) (offered ? wanted : 0xff)});
        if (!offered || (wanted == 2 && !signedIn(in, out))) {
            socket.close();
            return;
        }
        in.readFully(new byte[3]);
        String host = host(in);
        int port = in.readUnsignedShort();
        asked.add(host + ":" + port);
        if (port == SILENT) {
            closedWithin(Long.MAX_VALUE);
        }
        Socket target = port == REFUSED ? null : connected(host, port);
        out.write(new byte[] {5, (byte) (port == REFUSED ? 2 : target == null ? 5 : 0), 0, 1, 0, 0, 0, 0, 0, 0});
        relay(socket, in, target);
    }

    private boolean signedIn(DataInputStream in, OutputStream out) throws IOException {
        in.readUnsignedByte();
        String given = text(in) + ":" + text(in);
        out.write(new byte[] {1, (byte) (given.equals(login) ? 0 : 1)});
        return given.equals(login);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String host(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind == 3) {
            return text(in);
        }
        byte[] address = new byte[kind == 1 ? 4 : 16];
        in.readFully(address);
        return InetAddress.getByAddress(address).getHostAddress();
    }

    private void http(Socket socket, DataInputStream in) throws IOException, InterruptedException {
        var header = new StringBuilder("C");
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) in.readUnsignedByte());
        }
        OutputStream out = socket.getOutputStream();
        String credentials = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        if (!login.isEmpty() && header.indexOf("Proxy-Authorization: Basic " + credentials) < 0) {
            say(out, "407 Proxy Authentication Required");
            socket.close();
            return;
        }
        String authority = header.toString().split(" ", 3)[1];
        asked.add(authority);
        int colon = authority.lastIndexOf(':');
        int port = Integer.parseInt(authority.substring(colon + 1));
        if (port == SILENT) {
            closedWithin(Long.MAX_VALUE);
        }
        Socket target = port == REFUSED ? null : connected(authority.substring(0, colon), port);
        say(out, port == REFUSED ? "403 Forbidden" : target == null ? "502 Bad Gateway" : "200 Connection established");
        relay(socket, in, target);
    }

    private static void say(OutputStream out, String status) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nVia: test\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Socket connected(String host, int port) {
        try {
            return new Socket(host.equals("router.inside") ? "127.0.0.1" : host.replaceAll("[\\[\\]]", ""), port);
        } catch (IOException e) {
            return null;
        }
    }

    private static void relay(Socket socket, InputStream in, Socket target) throws IOException {
        if (target == null) {
            socket.close();
            return;
        }
        Thread.ofVirtual().start(() -> copy(target, socket));
        try (target) {
            in.transferTo(target.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two is gone
        }
    }
}
