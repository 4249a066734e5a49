package dev.muster.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver a notification went. */
sealed interface Attempt {

    /** It is there. */
    record Delivered() implements Attempt {}

    /** It is not, and will not be. */
    record Refused(String why) implements Attempt {}

    /**
     * It may go better later.
     *
     * @param after how long the receiver wants to be left alone, or null when it did not say
     */
    record Delayed(String why, @Nullable Duration after) implements Attempt {}
}
