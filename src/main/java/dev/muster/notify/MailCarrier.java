package dev.muster.notify;

import dev.muster.job.Notification.Tls;
import dev.muster.plan.PlannedNotification.Email;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Sends an e-mail; the only class that names a mail library. */
final class MailCarrier implements Delivery.Carrier {
    private final Email email;
    private final Letter letter;

    MailCarrier(Email email, Letter letter) {
        this.email = email;
        this.letter = letter;
    }

    @Override
    public Attempt carry() {
        try {
            Session session = Session.getInstance(properties());
            MimeMessage message = message(session);
            try (Transport transport = session.getTransport(protocol())) {
                transport.connect(
                        email.host(),
                        port(),
                        email.username() == null ? null : email.username().reveal(),
                        email.password() == null ? null : email.password().reveal());
                transport.sendMessage(message, message.getAllRecipients());
            }
            return new Attempt.Delivered();
        } catch (AuthenticationFailedException e) {
            return new Attempt.Refused("the mail server refused the login: " + Letter.visible(text(e)));
        } catch (MessagingException e) {
            return attempt(e);
        } catch (IOException e) {
            return new Attempt.Refused(text(e));
        }
    }

    private String protocol() {
        return email.tls() == Tls.TLS ? "smtps" : "smtp";
    }

    private int port() {
        if (email.port() > 0) {
            return email.port();
        }
        return switch (email.tls()) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private Properties properties() throws IOException {
        String limit = String.valueOf(email.head().timeout().toMillis());
        String prefix = "mail." + protocol() + ".";
        var properties = new Properties();
        properties.put(prefix + "connectiontimeout", limit);
        properties.put(prefix + "timeout", limit);
        properties.put(prefix + "writetimeout", limit);
        properties.put(prefix + "auth", String.valueOf(email.username() != null));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (email.tls() == Tls.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (email.head().ca() != null) {
            properties.put(
                    prefix + "ssl.socketFactory", Trust.of(email.head().ca()).getSocketFactory());
        }
        return properties;
    }

    private MimeMessage message(Session session) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(email.from(), true));
        for (String to : email.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        message.setSubject(letter.title(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** What a server says with a number from 500 on, or what is no trouble of the network, does not get better. */
    private static Attempt attempt(MessagingException e) {
        String why = Letter.visible(text(e));
        for (Exception cause = e; cause != null; cause = next(cause)) {
            int code = code(cause);
            if (code >= 500) {
                return new Attempt.Refused("the mail server answered " + Letter.visible(text(cause)));
            }
            if (code >= 400) {
                return new Attempt.Delayed("the mail server answered " + Letter.visible(text(cause)), null);
            }
            if (cause instanceof javax.net.ssl.SSLException) {
                return new Attempt.Refused("tls: " + Letter.visible(text(cause)));
            }
            if (cause instanceof IOException) {
                return new Attempt.Delayed(why, null);
            }
        }
        return new Attempt.Refused(why);
    }

    private static int code(Exception e) {
        return switch (e) {
            case SMTPSendFailedException failed -> failed.getReturnCode();
            case SMTPAddressFailedException failed -> failed.getReturnCode();
            case SMTPSenderFailedException failed -> failed.getReturnCode();
            default -> 0;
        };
    }

    private static @Nullable Exception next(Exception e) {
        if (e instanceof MessagingException chained && chained.getNextException() != null) {
            return chained.getNextException();
        }
        return e.getCause() instanceof Exception cause ? cause : null;
    }

    private static String text(Exception e) {
        String said = e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said.strip();
    }
}
