package dev.muster.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.UserAuthPassword;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelClosedException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;

/** A plain SSH client, for tests of servers; it accepts any host key. */
public final class SshTestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SshClient client = new ClientBuilder().build();

    public SshTestClient() {
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
        client.start();
    }

    /** From now on offers only these ciphers. */
    public SshTestClient withCiphers(String... names) {
        client.setCipherFactories(
                List.copyOf(BuiltinCiphers.parseCiphersList(List.of(names)).getParsedFactories()));
        return this;
    }

    /** From now on tries only these ways to log in. */
    public SshTestClient withLoginBy(String... methods) {
        CoreModuleProperties.PREFERRED_AUTHS.set(client, String.join(",", methods));
        return this;
    }

    /** Logs in, without a shell. */
    public ClientSession login(int port, String user, String password) throws IOException {
        ClientSession session =
                client.connect(user, Loopback.at(port)).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        return authenticated(session);
    }

    /** Logs in with this key alone. */
    public ClientSession login(int port, String user, KeyPair key) throws IOException {
        ClientSession session =
                client.connect(user, Loopback.at(port)).verify(PATIENCE).getSession();
        session.addPublicKeyIdentity(key);
        return authenticated(session);
    }

    /** Logs in with an answer for each question of keyboard-interactive. */
    public ClientSession login(int port, String user, List<String> answers) throws IOException {
        ClientSession session =
                client.connect(user, Loopback.at(port)).verify(PATIENCE).getSession();
        session.setUserInteraction(new Answers(answers));
        return authenticated(session);
    }

    /** Logs in with a password that has run out, and changes it. */
    public ClientSession login(int port, String user, String password, String newPassword) throws IOException {
        client.setUserAuthFactories(List.of(new ChangingPasswords()));
        ClientSession session =
                client.connect(user, Loopback.at(port)).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        session.setUserInteraction(new Answers(List.of(newPassword)));
        return authenticated(session);
    }

    private static ClientSession authenticated(ClientSession session) throws IOException {
        try {
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    /** MINA's own method forgets the old password when it sends the new one. */
    private static final class ChangingPasswords extends UserAuthPasswordFactory {
        @Override
        public UserAuthPassword createUserAuth(ClientSession session) {
            return new UserAuthPassword() {
                private String old = "";

                @Override
                protected IoWriteFuture sendPassword(
                        Buffer buffer, ClientSession to, String oldPassword, String newPassword) throws Exception {
                    String first = old.isEmpty() ? newPassword : old;
                    old = newPassword;
                    return super.sendPassword(buffer, to, first, newPassword);
                }
            };
        }
    }

    /** Answers what a server asks. */
    private record Answers(List<String> answers) implements UserInteraction {
        @Override
        public String[] interactive(
                ClientSession session, String name, String instruction, String lang, String[] prompts, boolean[] echo) {
            return answers.toArray(String[]::new);
        }

        @Override
        public String getUpdatedPassword(ClientSession session, String prompt, String lang) {
            return answers.getFirst();
        }
    }

    /** Logs in as cisco and opens a shell. */
    public SshTestShell shell(int port) throws IOException {
        return shell(port, "cisco");
    }

    /** Logs in with the password cisco and opens a shell. */
    public SshTestShell shell(int port, String user) throws IOException {
        return shell(login(port, user, "cisco"));
    }

    /** Opens a shell on a connection. */
    public SshTestShell shell(ClientSession session) throws IOException {
        ChannelShell channel = session.createShellChannel();
        var shell = new SshTestShell(session, channel);
        channel.open().verify(PATIENCE);
        return shell;
    }

    /** Runs a command without a shell; its output, and its exit status in brackets where it is not 0. */
    public String run(ClientSession session, String command) throws IOException {
        return run(session, command, new byte[0]);
    }

    /** Runs a command that reads this; its output, and its exit status in brackets where it is not 0. */
    public String run(ClientSession session, String command, byte[] input) throws IOException {
        try (ChannelExec channel = session.createExecChannel(command)) {
            var out = new ByteArrayOutputStream();
            channel.setOut(out);
            channel.open().verify(PATIENCE);
            try {
                channel.getInvertedIn().write(input);
                channel.getInvertedIn().flush();
            } catch (SshChannelClosedException e) {
                // the command ended before it had read all, as one does that refuses at once
            }
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            Integer status = channel.getExitStatus();
            String text = out.toString(StandardCharsets.ISO_8859_1);
            return status != null && status == 0 ? text : text + "[" + status + "]";
        }
    }

    /** The key that a server shows, as in a known_hosts line. */
    public String hostKey(int port) throws IOException {
        try (ClientSession session = login(port, "cisco", "cisco")) {
            return PublicKeyEntry.toString(session.getServerKey());
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
