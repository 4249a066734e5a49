package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.inventory.Sourced;
import dev.muster.job.Policies.Rate;
import dev.muster.job.Policies.Retry;
import dev.muster.job.Policies.Share;
import dev.muster.result.FailureKind;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code run} that say how failures and the network are treated. */
final class PolicyReader {
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration MOST_WAIT = Duration.ofHours(1);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);
    private static final int MOST = 100_000;

    /** What may pass by itself. */
    private static final Set<FailureKind> PASSING = EnumSet.of(
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.CONNECTION_REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.DISCONNECTED,
            FailureKind.SESSION_LIMIT);

    /** What would lock an account, or leave the doubt about who the device is aside. */
    private static final Set<FailureKind> NEVER = EnumSet.of(
            FailureKind.AUTHENTICATION,
            FailureKind.PASSWORD_EXPIRED,
            FailureKind.PRIVILEGE,
            FailureKind.HOST_KEY,
            FailureKind.LOGIN_BREAKER);

    private final Problems problems;

    PolicyReader(Problems problems) {
        this.problems = problems;
    }

    Policies policies(Fields run) {
        Node most = run.node("max_failures");
        return new Policies(
                retry(run.child("retry")),
                most == null ? null : share("max_failures", most, 0),
                canary(run),
                rates(run),
                Objects.requireNonNullElse(run.bool("adaptive"), true));
    }

    private Retry retry(@Nullable Fields retry) {
        if (retry == null) {
            return Retry.NEVER;
        }
        Integer attempts = retry.integer("attempts", 1, MOST_ATTEMPTS);
        if (!retry.has("attempts")) {
            problems.add(retry.mark(), "`retry` needs `attempts`, the first one included");
        }
        var kinds = EnumSet.noneOf(FailureKind.class);
        retry.items("for").forEach(item -> kind(item, kinds));
        Duration wait = retry.duration("wait", MOST_WAIT);
        retry.done();
        return new Retry(
                Objects.requireNonNullElse(attempts, 1),
                retry.has("for") ? kinds : PASSING,
                Objects.requireNonNullElse(wait, USUAL_WAIT));
    }

    private void kind(Node item, Set<FailureKind> kinds) {
        String name = item instanceof Scalar scalar ? scalar.text() : "";
        for (FailureKind kind : FailureKind.values()) {
            if (kind.label().equals(name) && NEVER.contains(kind)) {
                problems.add(item.mark(), "`" + name + "` is never tried again: " + why(kind));
                return;
            }
            if (kind.label().equals(name)) {
                kinds.add(kind);
                return;
            }
        }
        List<String> known =
                Stream.of(FailureKind.values()).map(FailureKind::label).toList();
        problems.add(item.mark(), "unknown failure kind `" + name + "`" + Suggestion.among(known, name));
    }

    private static String why(FailureKind kind) {
        return kind == FailureKind.HOST_KEY
                ? "who the device is must be settled first"
                : "the same credentials again and again lock accounts";
    }

    private List<Share> canary(Fields run) {
        var shares = new ArrayList<Share>();
        for (Node item : run.items("canary")) {
            Share share = share("canary", item, 1);
            if (share != null
                    && shares.stream()
                            .anyMatch(before ->
                                    before.percent() == share.percent() && before.amount() >= share.amount())) {
                problems.add(item.mark(), "`canary` counts all devices so far: each batch must go further");
            }
            if (share != null) {
                shares.add(share);
            }
        }
        if (run.has("canary") && run.items("canary").isEmpty()) {
            run.problem("canary", "`canary` needs batches such as [1, 10%, 100%]");
        }
        return List.copyOf(shares);
    }

    private @Nullable Share share(String key, Node node, int least) {
        String text = node instanceof Scalar scalar ? scalar.text().strip() : "";
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
        int amount = digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
        if (amount < least || amount > (percent ? 100 : MOST)) {
            String found = text.isEmpty() ? node.kind() : "`" + text + "`";
            problems.add(
                    node.mark(),
                    "`" + key + "` needs a number of devices, from " + least + ", or a share such as 10%, found "
                            + found);
            return null;
        }
        return new Share(amount, percent);
    }

    private List<Rate> rates(Fields run) {
        var rates = new ArrayList<Rate>();
        for (Node item : run.items("rate")) {
            Fields fields = Fields.of(item, problems, "`rate`");
            if (fields != null) {
                rates.add(rate(fields));
            }
        }
        return List.copyOf(rates);
    }

    private Rate rate(Fields fields) {
        Double logins = loginsPerSecond(fields);
        Integer workers = fields.integer("max_workers", 1, MOST);
        String per = fields.text("per");
        Node at = fields.node("per");
        if (per != null && per.isBlank()) {
            fields.problem("per", "`per` is empty; it needs an expression such as data.site, groups or via");
        }
        fields.done();
        if (!fields.has("logins_per_second") && !fields.has("max_workers")) {
            problems.add(fields.mark(), "`rate` needs `logins_per_second`, `max_workers` or both");
        }
        if (per == null || per.isBlank() || at == null) {
            return new Rate(logins, null, workers);
        }
        return new Rate(logins, new Sourced<>(new Expression(per), at.mark()), workers);
    }

    private static @Nullable Double loginsPerSecond(Fields fields) {
        String text = fields.text("logins_per_second");
        if (text == null) {
            return null;
        }
        double value = text.matches("\\d{1,5}(\\.\\d{1,3})?") ? Double.parseDouble(text) : 0;
        if (value <= 0) {
            fields.problem(
                    "logins_per_second",
                    "`logins_per_second` needs a number above 0 such as 20 or 0.5, found `" + text + "`");
            return null;
        }
        return value;
    }
}
