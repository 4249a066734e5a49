package dev.muster.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.Notification.Tls;
import dev.muster.job.Notification.When;
import dev.muster.plan.PlannedNotification.Email;
import dev.muster.plan.PlannedNotification.Head;
import dev.muster.secret.Secret;
import dev.muster.testkit.MailServer;
import dev.muster.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {
    @TempDir
    static Path folder;

    private static TestCertificate certificate;

    private final Notifier notifier = new Notifier(new Delivery(3, Duration.ofMillis(1)));

    @BeforeAll
    static void certify() throws Exception {
        certificate = TestCertificate.in(folder);
    }

    private List<String> send(MailServer server, Tls tls, String password, String to, Path ca) {
        var head = new Head("email to " + to, Set.of(When.ALWAYS), Duration.ofSeconds(20), ca);
        var email = new Email(
                head,
                "127.0.0.1",
                server.port(),
                tls,
                password == null ? null : Secret.of("muster"),
                password == null ? null : Secret.of(password),
                "muster@example.net",
                List.of(to));
        return notifier.send(List.of(email), Ends.failed(), Before.NONE);
    }

    @Test
    void aMailIsEncryptedBeforeItsPasswordAndItsTextAreSent() throws Exception {
        try (MailServer server = MailServer.withTls(certificate.context())) {
            assertEquals(List.of(), send(server, Tls.STARTTLS, "right", "noc@example.net", certificate.pem()));
            String mail = server.mails().getFirst();
            assertTrue(mail.contains("Subject: demo: 1 of 2 devices not ok, 1 check failed"), mail);
            assertTrue(mail.contains("To: noc@example.net"), mail);
            assertTrue(mail.contains("Auto-Submitted: auto-generated"), mail);
            assertTrue(mail.contains("authentication: R2: 192.0.2.2 refused the login"), mail);
            assertTrue(mail.contains("results: "), mail);
            assertTrue(mail.contains("\nDate: ") || mail.startsWith("Date: "), mail);
            assertEquals(
                    List.of("STARTTLS"),
                    server.linesInClear().stream()
                            .filter(line -> !line.startsWith("EHLO"))
                            .toList());
        }
    }

    @Test
    void aServerThatCannotEncryptGetsNoMailUnlessTheJobSaysSo() throws Exception {
        try (MailServer server = MailServer.inClear()) {
            List<String> troubles = send(server, Tls.STARTTLS, null, "noc@example.net", null);
            assertTrue(troubles.getFirst().contains("STARTTLS"), troubles.toString());
            assertEquals(0, server.mails().size());
            assertEquals(List.of(), send(server, Tls.NONE, null, "noc@example.net", null));
            assertEquals(1, server.mails().size());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (MailServer server = MailServer.withTls(certificate.context())) {
            List<String> troubles = send(server, Tls.STARTTLS, "right", "noc@example.net", null);
            assertTrue(troubles.getFirst().contains("tls: "), troubles.toString());
            assertEquals(0, server.mails().size());
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNeverShown() throws Exception {
        try (MailServer server = MailServer.withTls(certificate.context())) {
            List<String> troubles = send(server, Tls.STARTTLS, "geheim", "noc@example.net", certificate.pem());
            assertEquals(
                    List.of("email to noc@example.net: the mail server refused the login: 535 5.7.8 wrong"), troubles);
        }
    }

    @Test
    void aBusyServerIsTriedAgainAndARefusedAddressIsNot() throws Exception {
        try (MailServer server = MailServer.inClear()) {
            server.isBusyFor(2);
            assertEquals(List.of(), send(server, Tls.NONE, null, "noc@example.net", null));
            assertEquals(1, server.mails().size());
            List<String> troubles = send(server, Tls.NONE, null, "nobody@example.net", null);
            assertTrue(troubles.getFirst().contains("550 5.1.1 no such user"), troubles.toString());
            assertTrue(!troubles.getFirst().contains("attempts"), troubles.toString());
        }
    }
}
