package dev.muster.plan;

import dev.muster.expression.ExpressionException;
import dev.muster.inventory.SecretFile;
import dev.muster.inventory.Sourced;
import dev.muster.job.Backup;
import dev.muster.job.Job;
import dev.muster.job.Notification;
import dev.muster.plan.PlannedNotification.Head;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.transport.HttpTransport;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves what a job wants done with what a run found. */
final class AfterRunPlanner {
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[\\w.-]{1,253})(?::(\\d{1,5}))?");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)http://(?:localhost|127\\.[\\d.]+|\\[::1])(?:[:/].*)?");

    private final SecretStore secrets;
    private final Problems problems;
    private final List<Problem> warnings = new ArrayList<>();

    AfterRunPlanner(SecretStore secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    /** What works but is unwise. */
    List<Problem> warnings() {
        return warnings;
    }

    PlannedAfterRun plan(Job job, List<DevicePlan> devices) {
        List<PlannedNotification> notifications =
                job.afterRun().notifications().stream().map(this::notification).toList();
        Backup backup = job.afterRun().backup();
        return new PlannedAfterRun(notifications, backup == null ? null : backup(backup, devices));
    }

    private PlannedNotification notification(Notification notification) {
        return switch (notification) {
            case Notification.Webhook webhook -> webhook(webhook);
            case Notification.Email email -> email(email);
        };
    }

    private PlannedNotification webhook(Notification.Webhook webhook) {
        warnOfLiteral(webhook.url());
        webhook.headers().values().forEach(this::warnOfLiteral);
        int before = problems.size();
        Secret url = secrets.secret(webhook.url());
        boolean isMissing = problems.size() > before;
        String mistake = url == null || isMissing ? null : Notification.Webhook.mistake(url.reveal());
        if (mistake != null) {
            problems.add(webhook.url().mark(), mistake);
        } else if (url != null && isInClear(url)) {
            warnings.add(new Problem(webhook.url().mark(), "this webhook is not encrypted; prefer https://"));
        }
        var headers = new LinkedHashMap<String, Secret>();
        webhook.headers().forEach((name, value) -> {
            Secret secret = secrets.secret(value);
            if (secret != null && HttpTransport.isFree(name, secret.reveal())) {
                headers.put(name, secret);
            } else if (secret != null) {
                problems.add(value.mark(), "the header `" + name + "` cannot be set, or not to this value");
            }
        });
        String shown = "webhook " + shown(webhook.url().value());
        return new PlannedNotification.Webhook(head(webhook.head(), shown), url, webhook.format(), headers);
    }

    /** Of a literal address the host, which tells it from others; the path is often the secret. */
    private static String shown(SecretText url) {
        String written = url.written();
        return url.isLiteral() && Notification.Webhook.mistake(written) == null
                ? URI.create(written).getScheme() + "://" + URI.create(written).getHost() + "/..."
                : url.display();
    }

    private static boolean isInClear(Secret url) {
        return url.reveal().regionMatches(true, 0, "http://", 0, 7)
                && !LOOPBACK.matcher(url.reveal()).matches();
    }

    private PlannedNotification email(Notification.Email email) {
        Notification.Login login = email.login();
        if (login != null) {
            warnOfLiteral(login.password());
            if (email.tls() == Notification.Tls.NONE) {
                warnings.add(new Problem(login.password().mark(), "with `tls: none` this password is sent in clear"));
            }
        }
        String server = secrets.text(email.server());
        Matcher parts = SERVER.matcher(server);
        boolean isKnown = parts.matches();
        int port = isKnown && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : 0;
        if ((!isKnown && !server.contains("${")) || port > 65_535) {
            problems.add(email.server().mark(), "`smtp` needs host or host:port, found `" + server + "`");
        }
        String shown = "email to " + String.join(", ", email.to());
        return new PlannedNotification.Email(
                head(email.head(), shown),
                isKnown ? parts.group(1).replaceAll("[\\[\\]]", "") : server,
                port,
                email.tls(),
                login == null ? null : secrets.secret(login.username()),
                login == null ? null : secrets.secret(login.password()),
                email.from(),
                email.to());
    }

    private static Head head(Notification.Head head, String shown) {
        return new Head(shown, head.when(), head.timeout(), head.ca());
    }

    private void warnOfLiteral(Sourced<SecretText> secret) {
        Problem warning = secret.value().isLiteral() ? SecretFile.warning(secret) : null;
        if (warning != null
                && warnings.stream().noneMatch(known -> known.message().equals(warning.message()))) {
            warnings.add(warning);
        }
    }

    private PlannedBackup backup(Backup backup, List<DevicePlan> devices) {
        var places = new LinkedHashMap<String, PlannedBackup.Place>();
        Map<String, String> taken = new HashMap<>();
        for (DevicePlan device : devices) {
            String file = file(backup, device);
            if (!checkStep(backup.of(), device)) {
                break;
            }
            String other = taken.putIfAbsent(file.toLowerCase(Locale.ROOT), device.name());
            if (other != null) {
                problems.add(
                        backup.file().mark(),
                        "`file`: " + other + " and " + device.name() + " would both be kept in `" + file
                                + "`; name the device in it, as in \"{{ name }}.cfg\"");
                break;
            }
            List<Pattern> hidden = backup.masked() ? device.platform().secrets() : List.of();
            places.put(device.name(), new PlannedBackup.Place(file, hidden));
        }
        return new PlannedBackup(
                backup.repository().value(),
                backup.of().value(),
                places,
                backup.ignore(),
                backup.author(),
                backup.push());
    }

    private String file(Backup backup, DevicePlan device) {
        Mark mark = backup.file().mark();
        try {
            String file = backup.file().value().render(device.names()).strip();
            if (file.isEmpty() || file.startsWith("/") || file.endsWith("/") || file.contains("//")) {
                problems.add(mark, "`file` gives `" + file + "` for " + device.name() + ", which is no file");
            }
            return file;
        } catch (ExpressionException e) {
            problems.add(mark, "`file` for " + device.name() + ": " + e.getMessage());
            return device.name();
        }
    }

    /** A step of several commands has several answers, so the command must be named then. */
    private boolean checkStep(Sourced<String> of, DevicePlan device) {
        Set<String> known = new LinkedHashSet<>();
        for (PlannedStep step : device.steps()) {
            if (step instanceof PlannedStep.Show show) {
                if (show.commands().contains(of.value())) {
                    return true;
                }
                if (show.name().equals(of.value())) {
                    return checkSingle(of, show);
                }
                known.add(show.name());
                known.addAll(show.commands());
            }
        }
        problems.add(
                of.mark(),
                "`of`: " + device.name() + " has no show step or command `" + of.value() + "`"
                        + Suggestion.among(known, of.value()));
        return false;
    }

    private boolean checkSingle(Sourced<String> of, PlannedStep.Show show) {
        if (show.commands().size() == 1) {
            return true;
        }
        problems.add(
                of.mark(),
                "`of`: the step `" + of.value() + "` has several commands; name one of them: "
                        + String.join(", ", new ArrayList<>(show.commands())));
        return false;
    }
}
