package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.Sessions;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by key and agent at a real sshd. */
class KeyLoginTest {
    @TempDir
    Path folder;

    private OpenSsh ssh;
    private Sessions sessions;

    @BeforeEach
    void start() {
        OpenSsh.needs("sshd", "ssh-keygen", "ssh-agent", "ssh-add");
        ssh = new OpenSsh(folder);
        sessions = new Sessions(folder);
    }

    @AfterEach
    void stop() {
        if (ssh != null) {
            sessions.close();
            ssh.close();
        }
    }

    private static LoginKey read(Path file) throws Exception {
        return LoginKey.read(file.getFileName().toString(), Files.readAllBytes(file), null);
    }

    private Access by(Path agent, Path... keys) throws Exception {
        var read = new ArrayList<LoginKey>();
        for (Path key : keys) {
            read.add(read(key));
        }
        return new Access(List.of(new Login(OpenSsh.user(), null, Map.of(), read, agent)), null, null);
    }

    private void isLetIn(OpenSsh.Server server, Access access) throws Exception {
        String said = sessions.ask(sessions.target(server.port(), access), "echo in-$((20+3))", "in-23");
        assertTrue(said.contains("in-23"), said);
    }

    private Failure refusal(OpenSsh.Server server, Access access) {
        var refused = assertThrows(
                DeviceException.class, () -> sessions.ask(sessions.target(server.port(), access), "", "#"));
        assertEquals(FailureKind.AUTHENTICATION, refused.failure().kind(), refused.getMessage());
        return refused.failure();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-t ed25519", "-t rsa -b 2048", "-t ecdsa -b 256", "-t ecdsa -b 521", "-t rsa -b 3072 -m PEM"})
    void aPrivateKeyLogsIn(String options) throws Exception {
        Path key = ssh.key("id", "", options.split(" "));
        isLetIn(ssh.server(List.of(key)), by(null, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa -b 2048", "-t ecdsa -b 384"})
    void aKeyThatOnlyTheAgentHasLogsIn(String options) throws Exception {
        Path key = ssh.key("id", "", options.split(" "));
        Path agent = ssh.agent(key);
        Files.delete(key);
        isLetIn(ssh.server(List.of(key)), by(agent));
    }

    @Test
    void anRsaKeySignsWithoutSha1() throws Exception {
        Path key = ssh.key("id", "", "-t", "rsa", "-b", "2048");
        OpenSsh.Server server = ssh.server(List.of(key), "PubkeyAcceptedAlgorithms rsa-sha2-512");
        isLetIn(server, by(null, key));
        isLetIn(server, by(ssh.agent(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha2-256=SHA256withRSA", "rsa-sha2-512=SHA512withRSA"})
    void anAgentIsToldWhichHashAnRsaSignatureUses(String names) throws Exception {
        Path file = ssh.key("id", "", "-t", "rsa", "-b", "2048");
        byte[] data = "what is signed".getBytes(StandardCharsets.UTF_8);
        try (AgentClient agent = new AgentClient(ssh.agent(file))) {
            AgentClient.Key key = agent.keys().getFirst();
            byte[] signature = agent.sign(key, names.split("=")[0], data);
            var check = Signature.getInstance(names.split("=")[1]);
            check.initVerify(key.key());
            check.update(data);
            assertTrue(check.verify(signature));
        }
    }

    @Test
    void keysThatTheServerDoesNotKnowAreOfferedAndPassedOver() throws Exception {
        Path other = ssh.key("other", "", "-t", "ed25519");
        Path inAgent = ssh.key("in-agent", "", "-t", "ecdsa");
        Path right = ssh.key("right", "", "-t", "ed25519");
        isLetIn(ssh.server(List.of(right)), by(ssh.agent(inAgent), other, right));
    }

    @Test
    void aRefusalNamesTheFingerprintsThatWereTried() throws Exception {
        Path file = ssh.key("file", "", "-t", "ed25519");
        Path inAgent = ssh.key("in-agent", "", "-t", "ed25519", "-C", "netops laptop");
        Path known = ssh.key("known", "", "-t", "ed25519");
        Failure refusal = refusal(ssh.server(List.of(known)), by(ssh.agent(inAgent), file));
        assertTrue(
                refusal.message().contains("key " + OpenSsh.fingerprint(inAgent) + " (agent: netops laptop)"),
                refusal.message());
        assertTrue(refusal.message().contains("key " + OpenSsh.fingerprint(file) + " (file)"), refusal.message());
    }

    @Test
    void aKeyInTheAgentAndInAFileIsOfferedOnce() throws Exception {
        Path key = ssh.key("both", "", "-t", "ed25519");
        Path known = ssh.key("known", "", "-t", "ed25519");
        String message =
                refusal(ssh.server(List.of(known)), by(ssh.agent(key), key)).message();
        assertEquals(2, message.split("SHA256:", -1).length, message);
    }

    @Test
    void tooManyKeysInAnAgentAreToldAsSuch() throws Exception {
        var many = new ArrayList<Path>();
        for (int i = 0; i < 4; i++) {
            many.add(ssh.key("many" + i, "", "-t", "ed25519"));
        }
        Path right = ssh.key("right", "", "-t", "ed25519");
        OpenSsh.Server server = ssh.server(List.of(right), "MaxAuthTries 3");
        Failure refusal = refusal(server, by(ssh.agent(many.toArray(Path[]::new)), right));
        assertTrue(refusal.hint().contains("Too many authentication failures"), refusal.hint());
    }

    @Test
    void anAgentThatIsGoneIsToldBesideWhatElseWasTried() throws Exception {
        Path key = ssh.key("id", "", "-t", "ed25519");
        Path known = ssh.key("known", "", "-t", "ed25519");
        Path nowhere = folder.resolve("no-agent");
        Failure refusal = refusal(ssh.server(List.of(known)), by(nowhere, key));
        assertTrue(refusal.message().contains("the agent at " + nowhere + " gave no keys"), refusal.message());
        isLetIn(ssh.server(List.of(key)), by(nowhere, key));
    }

    @Test
    void aKeyAndThenAnotherAreBothGivenWhereTheServerWantsBoth() throws Exception {
        Path one = ssh.key("one", "", "-t", "ed25519");
        Path two = ssh.key("two", "", "-t", "ecdsa");
        isLetIn(ssh.server(List.of(one, two), "AuthenticationMethods publickey,publickey"), by(null, one, two));
    }

    @Test
    void aPasswordIsNotSentWhereOnlyKeysAreTaken() throws Exception {
        Path known = ssh.key("known", "", "-t", "ed25519");
        var login = new Access(List.of(Login.of(OpenSsh.user(), Secret.of("x"))), null, null);
        String message = refusal(ssh.server(List.of(known)), login).message();
        assertTrue(message.endsWith("refused the login of " + OpenSsh.user()), message);
    }

    @Test
    void anAgentThatHangsIsNamedAtTheLimitOfTheLogin() throws Exception {
        Path key = ssh.key("id", "", "-t", "ed25519");
        Path socket = Files.createTempDirectory("muster-agent").resolve("socket");
        try (var hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(socket), 1); // it never accepts
            Target target = sessions.target(ssh.server(List.of(key)).port(), by(socket, key));
            try (Transport transport = sessions.connector().to(target)) {
                var opening = new Transport.Opening(Sessions.PATIENCE, Duration.ofMillis(700), phase -> {});
                Failure failure = assertThrows(DeviceException.class, () -> transport.open(opening))
                        .failure();
                assertEquals(FailureKind.CONNECT_TIMEOUT, failure.kind());
                assertTrue(
                        failure.message().startsWith("the agent at " + socket + " did not answer"), failure.message());
            }
        } finally {
            Files.delete(socket);
        }
    }
}
