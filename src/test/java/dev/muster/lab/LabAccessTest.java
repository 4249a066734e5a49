package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the SSH side of the lab can do beside shells with passwords. */
class LabAccessTest {
    private final SshTestClient client = new SshTestClient();
    private Lab lab;

    @AfterEach
    void close() {
        client.close();
        lab.close();
    }

    private int start(LabAccess access) throws IOException {
        lab = Lab.start(List.of(LabDevice.of("R1").with(access)), 0);
        return lab.port("R1");
    }

    @Test
    void aClientThatTypesNoMoreStillGetsItsAnswers() throws Exception {
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco")) {
            try (ChannelShell channel = session.createShellChannel()) {
                var out = new ByteArrayOutputStream();
                channel.setOut(out);
                channel.setIn(new ByteArrayInputStream(
                        "terminal length 0\rshow version\rshow privilege\r".getBytes(StandardCharsets.US_ASCII)));
                channel.open().verify(Duration.ofSeconds(10));
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofSeconds(20));
                assertTrue(out.toString(StandardCharsets.US_ASCII).endsWith("level is 1\r\nR1>"), out.toString());
            }
        }
        assertEquals(0, lab.stats().logouts());
    }

    private static KeyPair key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    @Test
    void aCommandWithoutAShellRunsAsPrivileged() throws Exception {
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco")) {
            String running = client.run(session, "show running-config");
            assertTrue(running.startsWith("Building configuration...\r\n"), running);
            assertTrue(running.endsWith("end\r\n\r\n") && !running.contains("--More--"), running);
            assertTrue(client.run(session, "show foo").endsWith("% Invalid input detected at '^' marker.\r\n\r\n[1]"));
        }
        assertEquals(2, lab.stats().commands());
    }

    @Test
    void onlyTheAuthorizedKeyMayLogIn() throws Exception {
        KeyPair key = key();
        int port = start(LabAccess.BY_PASSWORD
                .withKey(PublicKeyEntry.toString(key.getPublic()) + " netops@example.net")
                .withoutPasswords());
        client.login(port, "cisco", key).close();
        assertThrows(SshException.class, () -> client.login(port, "cisco", key()));
        assertThrows(SshException.class, () -> client.login(port, "admin", key));
        assertThrows(SshException.class, () -> client.login(port, "cisco", "cisco"));
        assertEquals(1, lab.stats().logins());
    }

    @Test
    void aOneTimeCodeIsAskedForBehindThePassword() throws Exception {
        int port = start(LabAccess.BY_PASSWORD.withOneTimeCode("424242"));
        client.login(port, "cisco", List.of("cisco", "424242")).close();
        assertThrows(SshException.class, () -> client.login(port, "cisco", List.of("cisco", "424243")));
        assertThrows(SshException.class, () -> client.login(port, "cisco", List.of("ciscoe", "424242")));
        assertThrows(SshException.class, () -> client.login(port, "cisco", "cisco"));
    }

    @Test
    void aPasswordThatHasRunOutMustBeChangedOnce() throws Exception {
        int port = start(LabAccess.BY_PASSWORD.withPasswordRunOut());
        try (SshTestClient passwords = new SshTestClient().withLoginBy("password")) {
            assertThrows(SshException.class, () -> passwords.login(port, "cisco", "cisco"));
            passwords.login(port, "cisco", "cisco", "brand-new").close();
        }
        try (SshTestClient next = new SshTestClient().withLoginBy("password")) {
            next.login(port, "cisco", "brand-new").close();
        }
    }

    @Test
    void aShellTooManyIsRefusedUntilAnotherEnds() throws Exception {
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD.withMostShells(1)), "cisco", "cisco")) {
            SshTestShell first = client.shell(session);
            first.until("R1>");
            SshException e = assertThrows(SshException.class, () -> client.shell(session));
            var why = (SshChannelOpenException) e.getCause();
            assertEquals(SshConstants.SSH_OPEN_CONNECT_FAILED, why.getReasonCode());
            first.ask("show clock", "\nR1>");
        }
        try (ClientSession session = client.login(lab.port("R1"), "cisco", "cisco")) {
            client.run(session, "show clock");
            assertTrue(client.run(session, "show clock").contains("UTC"));
        }
    }

    @Test
    void aDeviceForwardsToItsOwnMachineOnly() throws Exception {
        int port = start(LabAccess.BY_PASSWORD);
        try (Lab behind = Lab.start(List.of(LabDevice.of("R2")), 0);
                ClientSession hop = client.login(port, "cisco", "cisco")) {
            SshdSocketAddress target = new SshdSocketAddress("127.0.0.1", behind.port("R2"));
            SshdSocketAddress local = hop.startLocalPortForwarding(new SshdSocketAddress("127.0.0.1", 0), target);
            try (SshTestShell shell = client.shell(local.getPort())) {
                shell.until("R2>");
            }
            SshdSocketAddress elsewhere = hop.startLocalPortForwarding(
                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("192.0.2.1", 22));
            assertThrows(IOException.class, () -> client.shell(elsewhere.getPort()));
            assertThrows(
                    IOException.class,
                    () -> hop.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 22)));
        }
    }

    @Test
    void keepAlivesAreAnswered() throws Exception {
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco")) {
            Buffer request = session.createBuffer((byte) 80);
            request.putString("keepalive@openssh.com");
            request.putBoolean(true);
            // An answer of either kind ends the wait; silence would throw.
            session.request("keepalive@openssh.com", request, Duration.ofSeconds(10));
        }
    }

    private static byte[] content(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    @Test
    void filesAreCopiedBySftpAndHaveChecksums() throws Exception {
        byte[] image = content(300_000);
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco");
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            try (OutputStream out = sftp.write("flash:/image.bin")) {
                out.write(image);
            }
            try (InputStream in = sftp.read("image.bin")) {
                assertArrayEquals(image, in.readAllBytes());
            }
            assertEquals(300_000, sftp.stat("flash:image.bin").getSize());
            assertTrue(client.run(session, "verify /md5 flash:image.bin")
                    .contains("verify /md5 (flash:image.bin) = " + md5(image)));
            assertTrue(client.run(session, "verify /md5 flash:other.bin").contains("%Error opening"));
            assertTrue(client.run(session, "dir").contains("300000 "));
        }
    }

    @Test
    void filesAreCopiedByScp() throws Exception {
        byte[] image = content(6_000_000);
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco")) {
            var input = new ByteArrayOutputStream();
            input.writeBytes("C0644 6000000 image.bin\n".getBytes(StandardCharsets.US_ASCII));
            input.writeBytes(image);
            input.write(0);
            assertEquals("\0\0\0", client.run(session, "scp -t flash:image.bin", input.toByteArray()));
            assertTrue(client.run(session, "verify /md5 flash:image.bin").contains(md5(image)));
            String given = client.run(session, "scp -f image.bin", new byte[] {0, 0, 0});
            String header = "C0644 6000000 image.bin\n";
            assertTrue(given.startsWith(header) && given.endsWith("\0"));
            assertArrayEquals(
                    image, given.substring(header.length(), given.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(
                    "\u0001scp: none.bin: No such file or directory\n[1]",
                    client.run(session, "scp -f none.bin", new byte[] {0}));
        }
    }

    @Test
    void aFileStaysInsideTheDevicesFolder() throws Exception {
        try (ClientSession session = client.login(start(LabAccess.BY_PASSWORD), "cisco", "cisco");
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThrows(
                    IOException.class, () -> sftp.read("../../../../etc/passwd").readAllBytes());
            String given = client.run(session, "scp -f /etc/passwd", new byte[] {0});
            assertTrue(given.contains("No such file"), given);
            assertTrue(client.run(session, "scp -f ..", new byte[] {0}).contains("No such file"));
        }
    }
}
