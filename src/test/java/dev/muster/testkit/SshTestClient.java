package dev.muster.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
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
        try {
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    /** Logs in as cisco and opens a shell. */
    public SshTestShell shell(int port) throws IOException {
        ClientSession session = login(port, "cisco", "cisco");
        ChannelShell channel = session.createShellChannel();
        var shell = new SshTestShell(session, channel);
        channel.open().verify(PATIENCE);
        return shell;
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
