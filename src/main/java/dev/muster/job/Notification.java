package dev.muster.job;

import dev.muster.inventory.Sourced;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Mark;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a job tells of its end, and when. */
public sealed interface Notification {

    /** What they have in common. */
    Head head();

    /**
     * What holds for every notification.
     *
     * @param when the ends that it is sent at
     * @param timeout for one attempt
     * @param ca certificates to trust in place of Java's, in a PEM file, or null
     */
    record Head(
            Mark mark,
            Set<When> when,
            Duration timeout,
            @Nullable Path ca) {}

    /** An end of a run. */
    enum When {
        /** Any. */
        ALWAYS,
        /** A device is not ok, a check does not hold, or the run stopped early. */
        FAILED,
        /** Another device, or another check, is not well than after the run before. */
        CHANGED,
        /** All is well, and was not after the run before. */
        RECOVERED
    }

    /** What the receiver understands. */
    enum Format {
        JSON,
        SLACK,
        TEAMS
    }

    /** How a mail server is talked to. */
    enum Tls {
        /** In clear first, then encrypted; never sent if the server cannot. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS,
        /** In clear. */
        NONE
    }

    /**
     * A POST request.
     *
     * @param format null to go by the address
     */
    record Webhook(
            Head head, Sourced<SecretText> url, @Nullable Format format, Map<String, Sourced<SecretText>> headers)
            implements Notification {
        private static final int MOST_PORT = 65_535;
        private static final String NO_ADDRESS = "`webhook` needs an address that begins with https:// or http://";

        /** Why no request can be sent to this address, for people; null when one can. */
        public static @Nullable String mistake(String url) {
            try {
                var address = new URI(url);
                if (!url.matches("(?i)https?://.*") || address.getHost() == null) {
                    return NO_ADDRESS;
                }
                int port = address.getPort();
                return port == -1 || (port >= 1 && port <= MOST_PORT)
                        ? null
                        : "`webhook` has port " + port + "; it must be from 1 to " + MOST_PORT;
            } catch (URISyntaxException e) {
                return NO_ADDRESS;
            }
        }
    }

    /**
     * An e-mail.
     *
     * @param server host, or host:port
     * @param login whom the server lets in, or null
     */
    record Email(
            Head head,
            Sourced<SecretText> server,
            Tls tls,
            @Nullable Login login,
            String from,
            List<String> to) implements Notification {}

    /** A user of a mail server. */
    record Login(Sourced<SecretText> username, Sourced<SecretText> password) {}
}
