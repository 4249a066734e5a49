package dev.muster.history;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What counts as no difference.
 *
 * @param ignore lines in which one of these is found are left out
 * @param times whether dates, times, durations and uptimes all count as the same
 */
public record Sameness(List<Pattern> ignore, boolean times) {
    /** Every character counts. */
    public static final Sameness EXACT = new Sameness(List.of(), false);

    /** Every character counts but those of dates, times and durations. */
    public static final Sameness BUT_TIMES = new Sameness(List.of(), true);

    private static final int LOOKED_AT = 2_000;
    private static final String UNITS = "(?:years?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)";
    private static final Pattern TIMES = Pattern.compile("\\b\\d{1,4}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,9})?\\b"
            + "|\\b\\d{4}-\\d{2}-\\d{2}\\b"
            + "|\\b\\d{1,9} " + UNITS + "\\b"
            + "|\\b(?:\\d{1,9}[ywdhms]){1,7}\\b"
            + "|\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b"
            + "|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\\d{1,2}\\b(?: \\d{4}\\b)?"
            + "|\\b\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b(?: \\d{4}\\b)?");

    public Sameness {
        ignore = List.copyOf(ignore);
    }

    /** Whether a line is looked at. */
    boolean counts(String line) {
        if (ignore.isEmpty()) {
            return true;
        }
        String begin = line.length() > LOOKED_AT ? line.substring(0, LOOKED_AT) : line;
        return ignore.stream().noneMatch(pattern -> pattern.matcher(begin).find());
    }

    /** What is compared of a line. */
    String essence(String line) {
        return times ? TIMES.matcher(line).replaceAll("~") : line;
    }
}
