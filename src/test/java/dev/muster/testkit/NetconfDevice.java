package dev.muster.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** A device that speaks NETCONF as a test tells it to, well or badly. User name and password are {@code cisco}. */
public final class NetconfDevice implements AutoCloseable {
    /** What it offers usually. */
    public static final List<String> ALL = List.of(
            "base:1.0",
            "base:1.1",
            "capability:candidate:1.0",
            "capability:validate:1.1",
            "capability:confirmed-commit:1.1",
            "capability:with-defaults:1.0?basic-mode=explicit&amp;also-supported=report-all,trim");

    private static final Pattern ID = Pattern.compile("message-id=\"(\\d+)\"");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> capabilities;
    private final Manner manner;

    /** What it answers. */
    public interface Manner {
        /** Answers a request, or does not. */
        void answer(String request, Line line) throws IOException;
    }

    public NetconfDevice(List<String> capabilities, Manner manner) throws IOException, GeneralSecurityException {
        this.capabilities = capabilities;
        this.manner = manner;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPasswordAuthenticator((user, password, session) -> password.equals("cisco"));
        server.setSubsystemFactories(List.of(new Factory()));
        server.setHost("127.0.0.1");
        server.start();
    }

    public NetconfDevice(Manner manner) throws IOException, GeneralSecurityException {
        this(ALL, manner);
    }

    /** All is well, whatever is asked; what is asked for is empty. */
    public static Manner content() {
        return (request, line) -> line.reply(request.contains("<get") ? "<data/>" : "<ok/>");
    }

    /** Logs in, and says nothing of NETCONF. */
    public static NetconfDevice saysNoHello() throws IOException, GeneralSecurityException {
        return new NetconfDevice(List.of(), content());
    }

    /** Never answers. */
    public static NetconfDevice saysNothing() throws IOException, GeneralSecurityException {
        return new NetconfDevice((request, line) -> {});
    }

    /** Gives a chunk a size that none can have. */
    public static NetconfDevice sendsBadChunkSize() throws IOException, GeneralSecurityException {
        return new NetconfDevice((request, line) -> line.say("\n#0x1f\n<rpc-reply/>\n##\n"));
    }

    /** Breaks the channel in the middle of an answer. */
    public static NetconfDevice closesInMidAnswer() throws IOException, GeneralSecurityException {
        return new NetconfDevice((request, line) -> {
            line.say("\n#1000\n<rpc-reply><data><half>");
            line.end();
        });
    }

    /** Answers with this many bytes of configuration. */
    public static NetconfDevice sendsMuch(long bytes) throws IOException, GeneralSecurityException {
        return new NetconfDevice((request, line) -> {
            line.chunk("<rpc-reply><data>");
            String block = "<interface><name>Ethernet0/0</name><mtu>1500</mtu></interface>\n".repeat(1000);
            for (long sent = 0; sent < bytes; sent += block.length()) {
                line.chunk(block);
            }
            line.chunk("</data></rpc-reply>");
            line.say("\n##\n");
        });
    }

    public int port() {
        return server.getPort();
    }

    /** All requests so far, the hello first. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** What the requests asked for, such as {@code edit-config}, without the hello. */
    public List<String> operations() {
        var operations = new ArrayList<String>();
        for (String request : heard.subList(Math.min(1, heard.size()), heard.size())) {
            operations.add(request.replaceFirst("(?s)^.*?<rpc [^>]*><([\\w-]+).*$", "$1"));
        }
        return operations;
    }

    private final class Factory implements SubsystemFactory {
        @Override
        public String getName() {
            return "netconf";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            return new Line();
        }
    }

    /** The device's end of the channel. */
    public final class Line implements Command {
        private InputStream in;
        private OutputStream out;
        private ExitCallback exit;
        private boolean chunks;
        private String request = "";

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            // nothing goes there
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofVirtual().start(this::talk);
        }

        @Override
        public void destroy(ChannelSession channel) {
            // its thread ends when the stream does
        }

        private void talk() {
            try {
                if (!capabilities.isEmpty()) {
                    var hello = new StringBuilder(
                            "\n<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities>");
                    capabilities.forEach(name -> hello.append("<capability>\n urn:ietf:params:netconf:")
                            .append(name)
                            .append("\n</capability>"));
                    say(hello + "</capabilities><session-id>7</session-id></hello>]]>]]>");
                }
                for (request = hear(); ; request = hear()) {
                    heard.add(request);
                    boolean hello = heard.size() == 1 || request.contains("<hello");
                    chunks |= hello && request.contains("base:1.1") && capabilities.contains("base:1.1");
                    if (request.contains("<close-session/>")) {
                        reply("<ok/>");
                        end();
                        return;
                    }
                    if (!hello) {
                        manner.answer(request, this);
                    }
                }
            } catch (IOException e) {
                // the client is gone
            }
        }

        /** Sends bytes as they are. */
        public void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Sends one chunk. */
        public void chunk(String text) throws IOException {
            say("\n#" + text.getBytes(StandardCharsets.UTF_8).length + "\n" + text);
        }

        /** Sends a message. */
        public void message(String text) throws IOException {
            if (chunks) {
                chunk(text);
                say("\n##\n");
            } else {
                say(text + "]]>]]>");
            }
        }

        /** Answers the request with this content. */
        public void reply(String content) throws IOException {
            Matcher id = ID.matcher(request);
            String found = id.find() ? id.group(1) : "0";
            message("<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"" + found + "\">"
                    + content + "</rpc-reply>");
        }

        /** Answers that something is wrong. */
        public void refuse(String tag, String path, String message) throws IOException {
            reply("<rpc-error><error-type>application</error-type><error-tag>" + tag
                    + "</error-tag><error-severity>error</error-severity><error-path>" + path
                    + "</error-path><error-message>" + message + "</error-message></rpc-error>");
        }

        /** Ends the channel. */
        public void end() {
            exit.onExit(0);
        }

        private String hear() throws IOException {
            var text = new ByteArrayOutputStream();
            String end = chunks ? "\n##\n" : "]]>]]>";
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                text.write(next);
                if (next == end.charAt(end.length() - 1)) {
                    String soFar = text.toString(StandardCharsets.UTF_8);
                    if (soFar.endsWith(end)) {
                        return soFar.substring(0, soFar.length() - end.length()).replaceFirst("^\n#\\d+\n", "");
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
