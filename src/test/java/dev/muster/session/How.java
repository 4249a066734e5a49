package dev.muster.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Ways to read an answer. */
final class How {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private How() {}

    static Reading plain() {
        return within(LIMIT);
    }

    static Reading within(Duration limit) {
        return new Reading(limit, true, true, true, null, List.of());
    }

    static Reading asItComes() {
        return new Reading(LIMIT, false, false, true, null, List.of());
    }

    static Reading lenient() {
        return new Reading(LIMIT, true, true, false, null, List.of());
    }

    static Reading until(String ending) {
        return new Reading(LIMIT, true, true, true, Pattern.compile(ending), List.of());
    }

    static Reading refusedWhen(String pattern) {
        return new Reading(LIMIT, true, true, true, null, List.of(Pattern.compile(pattern)));
    }
}
