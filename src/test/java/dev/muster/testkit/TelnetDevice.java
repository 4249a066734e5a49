package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A telnet server that plays a script on every connection, written apart from the client that it tests. */
public final class TelnetDevice extends SocketServer {
    private final Script script;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    /** What a device does. */
    @FunctionalInterface
    public interface Script {
        void play(Line line) throws IOException, InterruptedException;
    }

    public TelnetDevice(Script script) throws IOException {
        this.script = script;
    }

    @Override
    protected void serve(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        var line = new Line(socket);
        lines.add(line);
        script.play(line);
    }

    /** The connections, in the order in which they came. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** A router that wants a user name and a password, and then shows its clock. */
    public static Script router(String user, String password) {
        return line -> {
            line.raw(255, 251, 1, 255, 251, 3, 255, 253, 24, 255, 253, 31);
            line.say("\nUser Access Verification\n\n");
            for (int i = 0; i < 3; i++) {
                String name = line.ask("Username: ");
                line.say(name + "\n");
                String word = line.ask("Password: ");
                line.say("\n");
                if (name.equals(user) && word.equals(password)) {
                    line.shell("R1");
                    return;
                }
                line.say("% Login invalid\n\n");
            }
            line.hangUp();
        };
    }

    /** One connection, seen from the device. */
    public static final class Line {
        private final Socket socket;
        private final Queue<String> commands = new ConcurrentLinkedQueue<>();
        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private volatile boolean ended;

        Line(Socket socket) {
            this.socket = socket;
        }

        /** Shows a text of ISO-8859-1 characters, a line feed as a new line. */
        public void say(String text) throws IOException {
            String sent = text.replace("\n", "\r\n").replace("\u00ff", "\u00ff\u00ff");
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Sends bytes as they are. */
        public void raw(int... bytes) throws IOException {
            byte[] sent = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                sent[i] = (byte) bytes[i];
            }
            socket.getOutputStream().write(sent);
        }

        /** Sends one byte as urgent data. */
        public void urgent(int b) throws IOException {
            socket.sendUrgentData(b);
        }

        /** Shows a question and waits for the line that answers it. */
        public String ask(String question) throws IOException {
            say(question);
            return hear();
        }

        /** Waits for a line; fails at the end of the connection. */
        public String hear() throws IOException {
            var line = new StringBuilder();
            for (int b = next(); b != '\r'; b = next()) {
                line.append((char) b);
            }
            int end = next();
            heard.add(line + (end == '\n' ? "<CR LF>" : end == 0 ? "<CR NUL>" : "<CR " + end + ">"));
            return line.toString();
        }

        /** The next byte of text. */
        private int next() throws IOException {
            for (int b = read(); ; b = read()) {
                if (b != 255) {
                    return b;
                }
                int command = read();
                if (command == 255) {
                    return 255;
                }
                command(command);
            }
        }

        private void command(int command) throws IOException {
            if (command != 250) {
                commands.add(command + " " + read());
                return;
            }
            var parameters = new StringBuilder("250");
            for (int b = read(); ; b = read()) {
                if (b == 255) {
                    b = read();
                    if (b == 240) {
                        commands.add(parameters.toString());
                        return;
                    }
                }
                parameters.append(' ').append(b);
            }
        }

        private int read() throws IOException {
            int b = socket.getInputStream().read();
            if (b < 0) {
                ended = true;
                throw new IOException("the client has gone");
            }
            return b;
        }

        /** Repeats and answers commands until {@code exit}. */
        public void shell(String name) throws IOException {
            while (true) {
                String command = ask(name + "#");
                say(command + "\n");
                switch (command) {
                    case "show clock" -> say("14:00:00.000 UTC\n");
                    case "show bytes" -> say("a\u00ffb\u00e9\n");
                    case "exit" -> {
                        hangUp();
                        return;
                    }
                    default -> {}
                }
            }
        }

        public void hangUp() throws IOException {
            socket.close();
        }

        /** Reads until the client ends the connection. */
        public void untilEnd() throws IOException {
            while (!ended) {
                next();
            }
        }

        /** Options and subnegotiations that came, as numbers. */
        public List<String> commands() {
            return List.copyOf(commands);
        }

        /** Lines that came, with what ended them. */
        public List<String> heard() {
            return List.copyOf(heard);
        }

        /** Whether the client has ended the connection. */
        public boolean hasEnded() {
            return ended;
        }
    }
}
