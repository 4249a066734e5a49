package dev.muster.cli;

import dev.muster.result.Phase;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.run.Live;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run is doing, for people. */
final class StatusText {
    private static final int SHOWN = 40;
    private static final int LONGEST_COMMAND = 48;

    private StatusText() {}

    /** The counts in one line: {@code 312 of 500 devices have ended: 300 ok, 12 failed; 50 running}. */
    static String counts(Tally tally, int devices, int running) {
        String states = Stream.of(Status.values())
                .filter(status -> tally.count(status) > 0)
                .map(status -> tally.count(status) + " " + FailureLines.words(status))
                .collect(Collectors.joining(", "));
        return tally.devices() + " of " + devices + " devices have ended" + (states.isEmpty() ? "" : ": " + states)
                + "; " + running + " running";
    }

    /** A line for each running device, those first that have been at the same thing longest. */
    static List<String> devices(List<Live.Doing> running) {
        var lines = new ArrayList<String>();
        int width = running.stream()
                .limit(SHOWN)
                .mapToInt(doing -> doing.device().length())
                .max()
                .orElse(1);
        for (Live.Doing doing : running.subList(0, Math.min(SHOWN, running.size()))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %8s  %s",
                    Visible.line(doing.device()),
                    Spans.exact(doing.since()),
                    Visible.line(doing(doing))));
        }
        if (running.size() > SHOWN) {
            lines.add("  and " + (running.size() - SHOWN) + " more");
        }
        return lines;
    }

    /** What a device does, in a few words. */
    static String doing(Live.Doing doing) {
        if (doing.step().isEmpty()) {
            return phase(doing.phase());
        }
        String command = doing.command().replaceAll("\\R", "; ");
        String shown = command.length() <= LONGEST_COMMAND ? command : command.substring(0, LONGEST_COMMAND) + "...";
        return doing.step().equals(command) ? "step " + shown : "step " + doing.step() + ": " + shown;
    }

    private static String phase(Phase phase) {
        return switch (phase) {
            case QUEUE -> "waiting for its turn";
            case CONNECT -> "connecting";
            case AUTH -> "logging in";
            case SETUP -> "first prompt and terminal settings";
            case STEPS -> "between steps";
            case PARSE -> "making rows of its answer";
            case CLOSE -> "logging out";
        };
    }

    /** How long ago, for people. */
    static String ago(Duration span) {
        return span.isNegative() ? "now" : Spans.exact(span) + " ago";
    }
}
