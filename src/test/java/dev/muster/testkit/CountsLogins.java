package dev.muster.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A device that notes when somebody logs in and how many shells are open at once. The password is {@code cisco}. */
public final class CountsLogins implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<Long> tries = new CopyOnWriteArrayList<>();
    private final AtomicInteger shells = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration answer;

    /** @param answer how long it takes to answer a password, and then each command */
    public CountsLogins(Duration answer) throws IOException, GeneralSecurityException {
        this.answer = answer;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPasswordAuthenticator((user, password, session) -> {
            tries.add(System.nanoTime());
            pause();
            return password.equals("cisco");
        });
        server.setShellFactory(channel -> new Shell());
        server.setHost("127.0.0.1");
        server.start();
    }

    private void pause() {
        try {
            boolean ended = closed.await(answer.toNanos(), TimeUnit.NANOSECONDS);
            assert !ended || closed.getCount() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The prompt, the echo of each line, the prompt again. */
    private final class Shell implements Command {
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, closed) -> {};

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {}

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            peak.accumulateAndGet(shells.incrementAndGet(), Math::max);
            // MINA's stream blocks inside a monitor, where Java 21 holds the carrier of a virtual thread
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    talk();
                } catch (IOException e) {
                    // the client is gone
                } finally {
                    shells.decrementAndGet();
                    exit.onExit(0);
                }
            });
        }

        private void talk() throws IOException {
            say("R1#");
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\r' && c != '\n') {
                    line.append((char) c);
                } else if (line.toString().equals("exit")) {
                    return;
                } else {
                    pause();
                    say(line + "\r\nR1#");
                    line.setLength(0);
                }
            }
        }

        private void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }

    public int port() {
        return server.getPort();
    }

    /** How many logins were tried, with whatever password. */
    public int tries() {
        return tries.size();
    }

    /** The most logins that began within one second. */
    public int mostInASecond() {
        var sorted = tries.stream().sorted().toList();
        int most = 0;
        int from = 0;
        for (int i = 0; i < sorted.size(); i++) {
            while (sorted.get(i) - sorted.get(from) >= 1_000_000_000L) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }

    /** The most shells that were open at once. */
    public int peak() {
        return peak.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.stop(true);
    }
}
