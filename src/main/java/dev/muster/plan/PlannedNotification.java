package dev.muster.plan;

import dev.muster.job.Notification.Format;
import dev.muster.job.Notification.Tls;
import dev.muster.job.Notification.When;
import dev.muster.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A notification that can be sent; its secrets are there when the run needs them. */
public sealed interface PlannedNotification {

    /** What they have in common. */
    Head head();

    /**
     * What holds for every notification.
     *
     * @param shown whom it goes to, for people, without secrets
     * @param timeout for one attempt
     * @param ca certificates to trust in place of Java's, in a PEM file, or null
     */
    record Head(
            String shown,
            Set<When> when,
            Duration timeout,
            @Nullable Path ca) {}

    /**
     * A POST request.
     *
     * @param url null where secrets are left alone
     * @param format null to go by the address
     */
    record Webhook(
            Head head, @Nullable Secret url, @Nullable Format format, Map<String, Secret> headers)
            implements PlannedNotification {}

    /**
     * An e-mail.
     *
     * @param port 0 for the usual one
     * @param username null when the server asks for none
     */
    record Email(
            Head head,
            String host,
            int port,
            Tls tls,
            @Nullable Secret username,
            @Nullable Secret password,
            String from,
            List<String> to)
            implements PlannedNotification {}
}
