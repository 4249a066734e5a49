package dev.muster.job;

import dev.muster.inventory.Sourced;
import dev.muster.job.Notification.Email;
import dev.muster.job.Notification.Format;
import dev.muster.job.Notification.Head;
import dev.muster.job.Notification.Login;
import dev.muster.job.Notification.Tls;
import dev.muster.job.Notification.Webhook;
import dev.muster.job.Notification.When;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a job's {@code notify}. */
final class NotifyReader {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(2);
    private static final String FORM =
            "needs {webhook: \"${env:HOOK}\", when: failed} or {email: {smtp: host, from: a@b, to: c@d}, when: failed}";
    private static final List<String> KEYS = List.of("webhook", "email", "when", "format", "headers", "timeout", "ca");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\\p{Cntrl}]+@[^\\s@<>,;\\p{Cntrl}]+");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private final Problems problems;

    NotifyReader(Problems problems) {
        this.problems = problems;
    }

    /** The notifications of a job; mistakes are among the problems. */
    List<Notification> read(Fields job) {
        var notifications = new ArrayList<Notification>();
        for (Node item : job.items("notify")) {
            Notification read = item instanceof Mapping mapping ? notification(mapping) : null;
            if (read != null) {
                notifications.add(read);
            } else if (!(item instanceof Mapping)) {
                problems.add(item.mark(), "one of `notify` " + FORM + ", found " + item.kind());
            }
        }
        return notifications;
    }

    private @Nullable Notification notification(Mapping mapping) {
        var fields = new Fields(mapping, problems);
        Notification read = null;
        if (mapping.has("webhook") != mapping.has("email")) {
            read = mapping.has("webhook") ? webhook(fields) : email(fields);
        } else if (KEYS.containsAll(mapping.entries().stream().map(Entry::key).toList())) {
            problems.add(mapping.mark(), "one of `notify` " + FORM + ", found " + mapping.kind());
            return null;
        } else {
            KEYS.forEach(fields::has);
        }
        fields.done();
        return read;
    }

    private @Nullable Notification webhook(Fields fields) {
        Sourced<SecretText> url = secret(fields, "webhook");
        Format format = fields.oneOf("format", Format.class);
        Map<String, Sourced<SecretText>> headers = headers(fields);
        Head head = head(fields, fields);
        String mistake = url != null && url.value().isLiteral()
                ? Webhook.mistake(url.value().written())
                : null;
        if (url != null && mistake != null) {
            problems.add(url.mark(), mistake);
        }
        return url == null ? null : new Webhook(head, url, format, headers);
    }

    private Map<String, Sourced<SecretText>> headers(Fields fields) {
        var headers = new LinkedHashMap<String, Sourced<SecretText>>();
        Node node = fields.node("headers");
        if (node == null) {
            return headers;
        }
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.mark(), "`headers` needs a mapping of name to value, found " + node.kind());
            return headers;
        }
        for (Entry entry : mapping.entries()) {
            Sourced<SecretText> value = secret(entry.value(), "header `" + entry.key() + "`");
            if (!HEADER.matcher(entry.key()).matches()) {
                problems.add(entry.mark(), "`" + entry.key() + "` is no name for a header");
            } else if (value != null) {
                headers.put(entry.key(), value);
            }
        }
        return headers;
    }

    private @Nullable Notification email(Fields outer) {
        Fields fields = outer.child("email");
        Head head = head(outer, fields == null ? outer : fields);
        if (fields == null) {
            return null;
        }
        Sourced<SecretText> server = secret(fields, "smtp");
        Tls tls = Objects.requireNonNullElse(fields.oneOf("tls", Tls.class), Tls.STARTTLS);
        Login login = login(fields);
        List<String> from = addresses(fields, "from");
        List<String> to = addresses(fields, "to");
        if (!fields.has("smtp")) {
            problems.add(fields.mark(), "`email` needs `smtp`, the mail server as host or host:port");
        }
        if (from.size() > 1) {
            fields.problem("from", "`from` needs one address");
        }
        fields.done();
        return server == null || from.size() != 1 || to.isEmpty()
                ? null
                : new Email(head, server, tls, login, from.getFirst(), to);
    }

    private @Nullable Login login(Fields fields) {
        Sourced<SecretText> username = secret(fields, "username");
        Sourced<SecretText> password = secret(fields, "password");
        if (fields.has("username") != fields.has("password")) {
            problems.add(fields.mark(), "`username` and `password` go together");
        }
        return username == null || password == null ? null : new Login(username, password);
    }

    private List<String> addresses(Fields fields, String key) {
        List<String> addresses = fields.texts(key).stream().map(String::strip).toList();
        if (!fields.has(key) || addresses.isEmpty()) {
            problems.add(fields.mark(), "`email` needs `" + key + "`");
        }
        for (String address : addresses) {
            if (!ADDRESS.matcher(address).matches()) {
                fields.problem(key, "`" + key + "`: `" + address + "` is no address such as net@example.net");
            }
        }
        return addresses;
    }

    /** @param more where timeout and ca may stand too */
    private Head head(Fields fields, Fields more) {
        Duration timeout = more.duration("timeout", MOST_TIMEOUT);
        Node ca = more.node("ca");
        Path file = ca instanceof Scalar scalar ? ca.mark().path(scalar.text()) : null;
        if (ca != null && file == null) {
            problems.add(ca.mark(), "`ca` needs a file of certificates (PEM), found " + ca.kind());
        }
        String mistake = file == null ? null : LocalFile.mistake(file);
        if (ca != null && mistake != null) {
            problems.add(ca.mark(), "`ca`: " + mistake);
        }
        return new Head(fields.mark(), when(fields), Objects.requireNonNullElse(timeout, USUAL_TIMEOUT), file);
    }

    private Set<When> when(Fields fields) {
        var known = new LinkedHashMap<String, When>();
        for (When when : When.values()) {
            known.put(when.name().toLowerCase(Locale.ROOT), when);
        }
        var chosen = EnumSet.noneOf(When.class);
        for (String text : fields.texts("when")) {
            When when = known.get(text);
            if (when == null) {
                fields.problem("when", "`when` is `" + text + "`" + Suggestion.among(known.keySet(), text));
            } else {
                chosen.add(when);
            }
        }
        return chosen.isEmpty() ? EnumSet.of(When.FAILED) : chosen;
    }

    private @Nullable Sourced<SecretText> secret(Fields fields, String key) {
        Node node = fields.node(key);
        return node == null ? null : secret(node, "`" + key + "`");
    }

    private @Nullable Sourced<SecretText> secret(Node node, String what) {
        if (!(node instanceof Scalar scalar)
                || scalar.type() == Type.NULL
                || scalar.text().isBlank()) {
            problems.add(node.mark(), what + " needs text, found " + node.kind());
            return null;
        }
        var text = new SecretText(scalar.text().strip());
        String mistake = text.mistake();
        if (mistake != null) {
            problems.add(node.mark(), what + ": " + mistake);
            return null;
        }
        return new Sourced<>(text, node.mark());
    }
}
