package dev.muster.run;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Since when a device runs, as it says it: a duration, or a moment that nobody needs to understand. */
record Uptime(String text) {
    private static final Pattern PART = Pattern.compile("(\\d{1,6})\\s*([A-Za-z]+)");
    private static final Pattern CLOCK = Pattern.compile("(?<!\\d)(\\d{1,3}):(\\d{2})(?::(\\d{2}))?(?!\\d)");
    private static final Map<Character, Long> UNITS =
            Map.of('y', 31_536_000L, 'w', 604_800L, 'd', 86_400L, 'h', 3_600L, 'm', 60L, 's', 1L);

    /** Devices round, and start to count late. */
    private static final long SLACK = 120;

    /** Seconds of a text such as {@code 5 weeks, 3 days, 4:10} or {@code 5w3d4h}; -1 when it is no duration. */
    private long seconds() {
        long seconds = 0;
        boolean any = false;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String unit = part.group(2);
            Long worth = unit.startsWith("mo") ? Long.valueOf(2_592_000L) : UNITS.get(unit.charAt(0));
            if (worth == null) {
                return -1;
            }
            seconds += Long.parseLong(part.group(1)) * worth;
            any = true;
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.find()) {
            seconds += Long.parseLong(clock.group(1)) * 3600 + Long.parseLong(clock.group(2)) * 60;
            any = true;
        }
        return any ? seconds : -1;
    }

    /** Whether the device has been started again since it said something else, so long ago. */
    boolean showsRestart(Uptime before, Duration since) {
        long now = seconds();
        long then = before.seconds();
        if (now < 0 || then < 0) {
            return !text.equals(before.text);
        }
        return now < then || now <= since.toSeconds() + SLACK;
    }
}
