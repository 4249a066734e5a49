package dev.muster.notify;

import dev.muster.scope.Blocking;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Tries a few times to deliver something, with longer and longer pauses.
 *
 * @param pause after the first attempt; twice as long after each further one
 */
record Delivery(int attempts, Duration pause) {
    /** How long a receiver is left alone at most when it asks for it. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

    static final Delivery USUAL = new Delivery(3, Duration.ofSeconds(1));

    /** Delivers something once; it may block. */
    interface Carrier {
        Attempt carry();
    }

    /**
     * Tries until it is delivered, refused, or tried often enough.
     *
     * @param timeout for one attempt
     * @return why it was not delivered; empty when it was
     */
    String deliver(Carrier carrier, Duration timeout) throws InterruptedException {
        String why = "";
        Duration wait = pause;
        for (int made = 1; made <= attempts; made++) {
            Attempt attempt = once(carrier, timeout);
            switch (attempt) {
                case Attempt.Delivered delivered -> {
                    return "";
                }
                case Attempt.Refused refused -> {
                    return refused.why();
                }
                case Attempt.Delayed delayed -> {
                    why = delayed.why();
                    Duration asked = Objects.requireNonNullElse(delayed.after(), wait);
                    if (made < attempts) {
                        sleep(asked.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : asked);
                    }
                }
            }
            wait = wait.multipliedBy(2);
        }
        return why + (attempts == 1 ? "" : " (" + attempts + " attempts)");
    }

    private static void sleep(Duration time) throws InterruptedException {
        boolean unused = new Event().await(Deadline.in(time));
    }

    private static Attempt once(Carrier carrier, Duration timeout) throws InterruptedException {
        try {
            return Blocking.call(carrier::carry, Deadline.in(timeout));
        } catch (TimeoutException e) {
            return new Attempt.Delayed("no answer within " + timeout.toMillis() + " ms", null);
        } catch (ExecutionException e) {
            // a message of a library may hold the address or a header
            return new Attempt.Refused(
                    "a bug: " + Objects.requireNonNull(e.getCause()).getClass().getName());
        }
    }
}
