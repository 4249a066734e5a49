package dev.muster.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on loopback: STARTTLS, AUTH PLAIN and LOGIN, and answers that can be made to fail. */
public final class MailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final SSLContext tls;
    private final boolean offersTls;
    private final AtomicInteger busy = new AtomicInteger();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> inClear = new CopyOnWriteArrayList<>();

    private MailServer(SSLContext tls, boolean offersTls) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.offersTls = offersTls;
        Thread.ofPlatform().daemon().name("mail-server").start(this::accept);
    }

    /** A server that encrypts with this context when asked to. */
    public static MailServer withTls(SSLContext tls) throws IOException {
        return new MailServer(tls, true);
    }

    /** A server that cannot encrypt. */
    public static MailServer inClear() throws Exception {
        return new MailServer(SSLContext.getDefault(), false);
    }

    /** The next so many mails are answered with "try later". */
    public void isBusyFor(int mails) {
        busy.set(mails);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Mails that were accepted, headers and text. */
    public List<String> mails() {
        return mails;
    }

    /** Every line that came without encryption. */
    public List<String> linesInClear() {
        return inClear;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new Conversation(client).run();
        } catch (SocketException | javax.net.ssl.SSLException e) {
            // the client has gone, or trusts nobody
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Conversation {
        private Socket client;
        private InputStream in;
        private OutputStream out;
        private boolean secure;

        Conversation(Socket client) throws IOException {
            this.client = client;
            this.in = client.getInputStream();
            this.out = client.getOutputStream();
        }

        void run() throws IOException {
            say("220 test ESMTP");
            for (String line = line(); line != null; line = line()) {
                String verb = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
                if (verb.equals("QUIT")) {
                    say("221 bye");
                    return;
                }
                answer(verb, line);
            }
        }

        private void answer(String verb, String line) throws IOException {
            switch (verb) {
                case "EHLO" ->
                    say(offersTls && !secure ? "250-test\r\n250 STARTTLS" : "250-test\r\n250 AUTH PLAIN LOGIN");
                case "STARTTLS" -> encrypt();
                case "AUTH" -> authenticate(line);
                case "MAIL" -> say(busy.getAndDecrement() > 0 ? "451 4.3.0 try again later" : "250 ok");
                case "RCPT" -> say(line.contains("nobody@") ? "550 5.1.1 no such user" : "250 ok");
                case "DATA" -> data();
                default -> say("250 ok");
            }
        }

        private void encrypt() throws IOException {
            say("220 go ahead");
            SSLSocket encrypted =
                    (SSLSocket) tls.getSocketFactory().createSocket(client, "127.0.0.1", client.getPort(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            client = encrypted;
            in = encrypted.getInputStream();
            out = encrypted.getOutputStream();
            secure = true;
        }

        private void authenticate(String line) throws IOException {
            String[] parts = line.split(" ");
            String given;
            if (parts[1].equals("LOGIN")) {
                say("334 VXNlcm5hbWU6");
                String user = decoded(String.valueOf(line()));
                say("334 UGFzc3dvcmQ6");
                given = user + "/" + decoded(String.valueOf(line()));
            } else {
                given = decoded(parts[2]).substring(1).replace('\0', '/');
            }
            say(given.equals("muster/right") ? "235 welcome" : "535 5.7.8 wrong");
        }

        private static String decoded(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }

        private void data() throws IOException {
            say("354 go on");
            var mail = new ArrayList<String>();
            for (String line = line(); line != null && !line.equals("."); line = line()) {
                mail.add(line);
            }
            mails.add(String.join("\n", mail));
            say("250 queued");
        }

        private String line() throws IOException {
            var line = new java.io.ByteArrayOutputStream();
            int b = in.read();
            while (b >= 0 && b != '\n') {
                if (b != '\r') {
                    line.write(b);
                }
                b = in.read();
            }
            String text = line.toString(StandardCharsets.UTF_8);
            if (!secure) {
                inClear.add(text);
            }
            return b < 0 && text.isEmpty() ? null : text;
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
