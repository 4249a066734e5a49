package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real sshd that offers what old, strange or full devices offer. */
@Timeout(120)
class OldServersTest {
    private static final String NOTHING = "";

    @TempDir
    Path folder;

    private OpenSsh ssh;
    private Sessions sessions;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        OpenSsh.needs("sshd", "ssh-keygen");
        ssh = new OpenSsh(folder);
        sessions = new Sessions(folder);
        key = ssh.key("id", "", "-t", "ed25519");
    }

    @AfterEach
    void stop() {
        if (ssh != null) {
            sessions.close();
            ssh.close();
        }
    }

    private Target target(OpenSsh.Server server, SshOptions options) throws Exception {
        LoginKey mine = LoginKey.read("id", Files.readAllBytes(key), null);
        var login = new Login(OpenSsh.user(), null, Map.of(), List.of(mine), null);
        Target plain = sessions.target(server.port(), new Access(List.of(login), null, null));
        return Sessions.with(plain, options);
    }

    private void isReached(OpenSsh.Server server, SshOptions options) throws Exception {
        String said = sessions.ask(target(server, options), "echo in-$((20+3))", "in-23");
        assertTrue(said.contains("in-23"), said);
    }

    private Failure failure(OpenSsh.Server server, SshOptions options) {
        return assertThrows(DeviceException.class, () -> sessions.open(target(server, options)))
                .failure();
    }

    private static SshOptions options(String key, String list) {
        return new SshOptions(
                key.equals("kex") ? list : NOTHING,
                key.equals("ciphers") ? list : NOTHING,
                key.equals("macs") ? list : NOTHING,
                key.equals("host_keys") ? list : NOTHING,
                false,
                Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "Ciphers, ciphers, aes128-cbc, aes128-ctr",
        "KexAlgorithms, kex, diffie-hellman-group14-sha1, curve25519-sha256",
        "HostKeyAlgorithms, host_keys, ssh-rsa, ssh-ed25519",
        "MACs, macs, hmac-md5, hmac-sha2-256"
    })
    void anOldAlgorithmIsNamedWithTheLineThatThenLetsTheDeviceIn(
            String directive, String key, String algorithm, String modern) throws Exception {
        boolean mac = directive.equals("MACs"); // which the default ciphers do without
        OpenSsh.Server server = ssh.server(
                List.of(this.key), directive + " " + algorithm, mac ? "Ciphers aes128-ctr" : "LoginGraceTime 60");
        Failure failure = failure(server, SshOptions.DEFAULT);
        assertEquals(FailureKind.KEY_EXCHANGE, failure.kind());
        assertTrue(failure.message().contains("no common " + key + ": we offer "), failure.message());
        assertTrue(failure.message().contains(modern), failure.message());
        assertTrue(failure.message().endsWith(" offers " + algorithm), failure.message());
        String line = "ssh: {" + key + ": \"+" + algorithm + "\"}";
        assertTrue(failure.hint().endsWith(line), failure.hint());
        isReached(server, options(key, "+" + algorithm));
    }

    @Test
    void aServerWithAHostCertificateShowsItsPlainKey() throws Exception {
        Path hostKey = ssh.key("certified", "", "-t", "ed25519");
        OpenSsh.Server server = ssh.server(List.of(key), "HostKey " + hostKey, ssh.certified(hostKey));
        isReached(server, SshOptions.DEFAULT);
    }

    @Test
    void aServerThatKnowsNoCertificatesIsReached() throws Exception {
        isReached(
                ssh.server(
                        List.of(key),
                        "HostKeyAlgorithms -*cert*",
                        "PubkeyAcceptedAlgorithms -*cert*",
                        "CASignatureAlgorithms rsa-sha2-512"),
                SshOptions.DEFAULT);
    }

    @Test
    void oneSessionPerConnectionIsEnough() throws Exception {
        isReached(ssh.server(List.of(key), "MaxSessions 1"), SshOptions.DEFAULT);
    }

    @Test
    void aServerWithoutSessionsIsFull() throws Exception {
        Failure failure = failure(ssh.server(List.of(key), "MaxSessions 0"), SshOptions.DEFAULT);
        assertEquals(FailureKind.SESSION_LIMIT, failure.kind());
        assertEquals(Stage.LOGIN, failure.stage());
    }

    @Test
    void aServerThatTakesNoFurtherConnectionsIsToldWithItsWords() throws Exception {
        OpenSsh.Server server = ssh.server(List.of(key), "MaxStartups 1:100:1", "LoginGraceTime 60");
        try (var first = new java.net.Socket("127.0.0.1", server.port())) {
            assertTrue(first.getInputStream().read() > 0);
            Failure failure = failure(server, SshOptions.DEFAULT);
            assertTrue(
                    failure.kind() == FailureKind.DISCONNECTED || failure.kind() == FailureKind.KEY_EXCHANGE,
                    failure.toString());
        }
    }

    @Test
    void aBannerOfTenKilobytesBeforeTheLoginDoesNoHarm() throws Exception {
        Path banner = folder.resolve("banner");
        Files.writeString(banner, "Authorised users only. This system is watched.\n".repeat(215));
        isReached(ssh.server(List.of(key), "Banner " + banner), SshOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eitherSideMaySpeakFirst(boolean device) throws Exception {
        isReached(ssh.server(List.of(key)), new SshOptions(NOTHING, NOTHING, NOTHING, NOTHING, device, Duration.ZERO));
    }

    @Test
    void keepAliveMessagesAreAnsweredAndLeaveTheConnectionAlone() throws Exception {
        OpenSsh.Server server = ssh.server(List.of(key), "LogLevel DEBUG1");
        var often = new SshOptions(NOTHING, NOTHING, NOTHING, NOTHING, false, Duration.ofMillis(100));
        try (Transport transport = sessions.open(target(server, often))) {
            dev.muster.testkit.Await.until(
                    "five were answered", Sessions.PATIENCE, () -> server.logged("keepalive@") >= 5);
            assertTrue(Sessions.ask(transport, "echo in-$((20+3))", "in-23").contains("in-23"));
        }
    }
}
