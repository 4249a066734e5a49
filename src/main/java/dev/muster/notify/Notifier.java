package dev.muster.notify;

import dev.muster.job.Notification.When;
import dev.muster.plan.PlannedNotification;
import dev.muster.plan.PlannedNotification.Email;
import dev.muster.plan.PlannedNotification.Webhook;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Interrupts;
import dev.muster.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends the notifications of a run, side by side. */
public final class Notifier {
    /** The timeout is for each answer of a mail server, of which there are several in an attempt. */
    private static final int ANSWERS = 3;

    private final Delivery delivery;

    public Notifier() {
        this(Delivery.USUAL);
    }

    Notifier(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Whether any of them asks how the run before ended. */
    public static boolean looksBack(List<PlannedNotification> notifications) {
        return notifications.stream()
                .map(notification -> notification.head().when())
                .anyMatch(when -> when.contains(When.CHANGED) || when.contains(When.RECOVERED));
    }

    /** Those that are to be sent after such an end. */
    static List<PlannedNotification> due(List<PlannedNotification> notifications, Digest digest, Before before) {
        return notifications.stream()
                .filter(notification ->
                        notification.head().when().stream().anyMatch(when -> isSo(when, digest, before)))
                .toList();
    }

    private static boolean isSo(When when, Digest digest, Before before) {
        return switch (when) {
            case ALWAYS -> true;
            case FAILED -> !digest.isWell();
            case CHANGED -> !digest.troubles().equals(before.troubles());
            case RECOVERED -> digest.isWell() && !before.troubles().isEmpty();
        };
    }

    /**
     * Sends all that are due and waits until each is delivered or given up.
     *
     * @return what was not delivered and why, without secrets; empty when all was
     */
    public List<String> send(List<PlannedNotification> notifications, Digest digest, Before before) {
        var letter = Letter.of(digest, before);
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        try (FleetScope scope = FleetScope.open("notify")) {
            for (PlannedNotification each : due(notifications, digest, before)) {
                scope.fork(() -> {
                    String why = deliver(each, digest, letter);
                    if (!why.isEmpty()) {
                        troubles.add(each.head().shown() + ": " + why);
                    }
                });
            }
            scope.join();
        } catch (InterruptedException e) {
            Interrupts.restore();
            troubles.add("interrupted while notifications were sent");
        }
        return List.copyOf(troubles);
    }

    private String deliver(PlannedNotification notification, Digest digest, Letter letter) {
        try {
            return switch (notification) {
                case Webhook webhook -> post(webhook, digest, letter);
                case Email email ->
                    delivery.deliver(
                            new MailCarrier(email, letter),
                            email.head().timeout().multipliedBy(ANSWERS));
            };
        } catch (InterruptedException e) {
            Interrupts.restore();
            return "interrupted";
        }
    }

    private String post(Webhook webhook, Digest digest, Letter letter) throws InterruptedException {
        Secret url = webhook.url();
        return url == null
                ? "its address is not known"
                : delivery.deliver(
                        new WebhookCarrier(webhook, URI.create(url.reveal()), digest, letter),
                        webhook.head().timeout());
    }
}
