package dev.muster.cli;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a user is told of a device that is not ok, the moment it ends. */
final class FailureLines {
    /** So many failures of a kind are explained; later ones have one line each. */
    static final int EXPLAINED = 20;

    private static final int LAST_LINES = 2;
    private static final int LONGEST = 200;
    private static final String INDENT = " ".repeat(11);

    private final Console console;
    private final Map<FailureKind, Integer> seen = new EnumMap<>(FailureKind.class);

    FailureLines(Console console) {
        this.console = console;
    }

    /** The lines, without a line feed at the end. */
    String of(DeviceResult result) {
        Status status = result.status();
        String head = console.coloured(
                        status == Status.OK ? Console.Colour.GREEN : Console.Colour.RED,
                        String.format("%-9s", words(status)))
                + "  " + Visible.line(result.device()) + "  " + Visible.line(result.host());
        Failure failure = result.decisive().failure();
        if (failure == null) {
            String reason = result.decisive().message();
            return reason.isEmpty() ? head : head + "  " + Visible.line(reason);
        }
        var lines = new ArrayList<String>();
        lines.add(head + "  " + failure.kind().label() + ": " + Visible.line(failure.message()));
        int before = seen.merge(failure.kind(), 1, Integer::sum) - 1;
        if (before < EXPLAINED && !console.style().quiet()) {
            explain(failure, lines);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private void explain(Failure failure, List<String> lines) {
        if (failure.lastOutput() != null) {
            List<String> last = failure.lastOutput()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            for (String line : last.subList(Math.max(0, last.size() - LAST_LINES), last.size())) {
                lines.add(INDENT + "received: " + shortened(Visible.line(line)));
            }
        }
        lines.add(INDENT + console.coloured(Console.Colour.FAINT, "hint: " + Visible.line(failure.hint())));
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** A status as words, such as {@code timed out}. */
    static String words(Status status) {
        return status.label().replace('_', ' ');
    }
}
