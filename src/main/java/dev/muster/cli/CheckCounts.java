package dev.muster.cli;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Severity;
import dev.muster.result.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of the checks of a run; those of one device count once for each device. */
final class CheckCounts implements RunListener {
    private static final int NAMED = 5;
    private static final int LONGEST_DETAIL = 200;
    private static final int INDENT = 9;

    private final Map<CheckStatus, Integer> byStatus = new EnumMap<>(CheckStatus.class);
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    /** One check that does not hold, and where. */
    private static final class Trouble {
        private final CheckResult first;
        private final CheckStatus status;
        private final List<String> names = new ArrayList<>();
        private int devices;

        Trouble(CheckResult first) {
            this.first = first;
            this.status = first.status();
        }

        Severity severity() {
            return first.severity();
        }

        void add(@Nullable String device) {
            if (device != null) {
                devices++;
                if (names.size() < NAMED) {
                    names.add(Visible.line(device));
                }
            }
        }
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.DeviceEnded ended -> {
                boolean isOk = ended.result().status() == Status.OK;
                ended.result()
                        .checks()
                        .forEach(check -> note(check, ended.result().device(), isOk));
            }
            case RunEvent.FleetChecked checked -> checked.checks().forEach(check -> note(check, null, true));
            case RunEvent.RunStarted started -> {}
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
            case RunEvent.RunEnded ended -> {}
        }
    }

    /** What could not be looked at since the device is not ok is only counted: why, is told of the device. */
    private void note(CheckResult check, @Nullable String device, boolean isOk) {
        byStatus.merge(check.status(), 1, Integer::sum);
        boolean told = check.status() == CheckStatus.FAIL || (check.status() == CheckStatus.ERROR && isOk);
        if (told) {
            String key = check.status() + " " + (device == null) + " " + check.name();
            troubles.computeIfAbsent(key, any -> new Trouble(check)).add(device);
        }
    }

    /** Whether every check holds, or there is none. */
    boolean hold() {
        return count(CheckStatus.FAIL) == 0 && count(CheckStatus.ERROR) == 0;
    }

    private int count(CheckStatus status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** The table of those that do not hold, the most severe first, and the sum; nothing when there are no checks. */
    List<String> lines(Console console) {
        var lines = new ArrayList<String>();
        if (byStatus.isEmpty()) {
            return lines;
        }
        if (!troubles.isEmpty()) {
            lines.add("  check  severity  devices");
            troubles.values().stream()
                    .sorted(Comparator.comparing(Trouble::severity).reversed())
                    .forEach(trouble -> tell(trouble, console, lines));
            lines.add("");
        }
        lines.add("checks: "
                + Stream.of(CheckStatus.values())
                        .filter(status -> count(status) > 0)
                        .map(status -> console.coloured(colour(status), count(status) + " " + status.label()))
                        .collect(Collectors.joining(", ")));
        return lines;
    }

    private static void tell(Trouble trouble, Console console, List<String> lines) {
        int width = Math.min(console.style().width(), 100);
        String names = String.join(", ", trouble.names)
                + (trouble.devices > NAMED ? " and " + (trouble.devices - NAMED) + " more" : "");
        String count = trouble.devices == 0 ? "fleet" : String.valueOf(trouble.devices);
        lines.add("  " + console.coloured(colour(trouble.status), String.format("%-5s", trouble.status.label()))
                + String.format("  %-8s  %7s  ", trouble.severity().label(), count)
                + Visible.line(trouble.first.name()));
        if (trouble.devices > 1) {
            lines.add(Wrap.text("on " + names, INDENT, width));
        }
        String where = trouble.devices == 0 ? "" : trouble.names.getFirst() + ": ";
        lines.add(Wrap.text(where + shortened(Visible.line(inOneLine(trouble.first.detail()))), INDENT, width));
        if (!trouble.first.fix().isEmpty()) {
            lines.add(console.coloured(
                    Console.Colour.FAINT,
                    Wrap.text("fix: " + shortened(Visible.line(inOneLine(trouble.first.fix()))), INDENT, width)));
        }
    }

    private static String inOneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("; ")).replace(":; ", ": ");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
    }

    private static Console.Colour colour(CheckStatus status) {
        return switch (status) {
            case PASS -> Console.Colour.GREEN;
            case SKIPPED -> Console.Colour.YELLOW;
            case FAIL, ERROR -> Console.Colour.RED;
        };
    }
}
