package dev.muster.cli;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The end of a run on standard error: how many are ok, why others are not, what was slow, where the files are. */
final class Summary implements RunListener {
    private static final int NAMED = 5;
    private static final int SLOWEST = 3;

    private record Slow(String device, Duration took) {}

    /** The first names of one kind of failure, and its devices' hint where all have the same. */
    private static final class Kind {
        private final List<String> names = new ArrayList<>();
        private String hint;
        private int count;

        Kind(String hint) {
            this.hint = hint;
        }

        void add(String device, Failure failure) {
            count++;
            hint = hint.equals(failure.hint()) ? hint : failure.kind().hint();
            if (names.size() < NAMED) {
                names.add(device);
            }
        }
    }

    private final Console console;
    private final Map<FailureKind, Kind> kinds = new EnumMap<>(FailureKind.class);
    private final PriorityQueue<Slow> slowest = new PriorityQueue<>(Comparator.comparing(Slow::took));
    private final CheckCounts checks;
    private @Nullable RunInfo run;

    /** @param checks told of everything before this */
    Summary(Console console, CheckCounts checks) {
        this.console = console;
        this.checks = checks;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> run = started.run();
            case RunEvent.DeviceEnded ended -> note(ended.result());
            case RunEvent.RunEnded ended -> {
                if (!console.style().quiet()) {
                    console.say(text(ended.tally()));
                } else if (!checks.hold()) {
                    console.say(String.join("\n", checks.lines(console)));
                }
            }
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void note(DeviceResult result) {
        Failure failure = result.decisive().failure();
        if (failure != null) {
            kinds.computeIfAbsent(failure.kind(), kind -> new Kind(failure.hint()))
                    .add(result.device(), failure);
        }
        if (!result.timing().total().isZero()) {
            slowest.add(new Slow(result.device(), result.timing().total()));
            if (slowest.size() > SLOWEST) {
                slowest.remove();
            }
        }
    }

    private String text(Tally tally) {
        var lines = new ArrayList<String>();
        lines.add("");
        statusTable(tally, lines);
        failureTable(lines);
        lines.addAll(checks.lines(console));
        slowest(lines);
        files(lines);
        if (!tally.stopped().isEmpty()) {
            lines.add(console.coloured(Console.Colour.YELLOW, "stopped early: " + Visible.line(tally.stopped())));
            if (run != null) {
                lines.add(
                        "go on with: muster resume " + Visible.line(run.folder().toString()));
            }
        }
        lines.add(overall(tally));
        return String.join("\n", lines);
    }

    private void statusTable(Tally tally, List<String> lines) {
        List<Status> present =
                Stream.of(Status.values()).filter(s -> tally.count(s) > 0).toList();
        if (present.size() < 2) {
            return;
        }
        lines.add("  status           devices");
        for (Status status : present) {
            String word = String.format("%-16s", FailureLines.words(status));
            lines.add("  " + console.coloured(colour(status), word) + String.format("%8d", tally.count(status)));
        }
        lines.add("");
    }

    private static Console.Colour colour(Status status) {
        return switch (status) {
            case OK -> Console.Colour.GREEN;
            case SKIPPED, CANCELLED -> Console.Colour.YELLOW;
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> Console.Colour.RED;
        };
    }

    private void failureTable(List<String> lines) {
        if (kinds.isEmpty()) {
            return;
        }
        lines.add("  failure          devices");
        kinds.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().count))
                .forEach(entry -> lines.add(failure(entry.getKey(), entry.getValue())));
        lines.add("");
    }

    private String failure(FailureKind kind, Kind found) {
        int width = Math.min(console.style().width(), 100);
        String names = found.names.stream().map(Visible::line).collect(Collectors.joining(", "))
                + (found.count > NAMED ? " and " + (found.count - NAMED) + " more" : "");
        String head = String.format("  %-18s%6d  ", kind.label(), found.count);
        return head
                + Wrap.text(names, head.length(), width).strip()
                + "\n"
                + console.coloured(Console.Colour.FAINT, Wrap.text(found.hint, 6, width));
    }

    private void slowest(List<String> lines) {
        if (slowest.size() < 2) {
            return;
        }
        String names = slowest.stream()
                .sorted(Comparator.comparing(Slow::took).reversed())
                .map(slow -> Visible.line(slow.device) + " " + Spans.exact(slow.took))
                .collect(Collectors.joining(", "));
        lines.add(Wrap.text("slowest: " + names, 2, console.style().width()));
    }

    private void files(List<String> lines) {
        if (run == null) {
            return;
        }
        Path folder = run.folder();
        try (Stream<Path> found = Files.list(folder)) {
            String names = found.map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(name -> !name.startsWith(".") && !name.equals(StatusFile.NAME))
                    .sorted()
                    .collect(Collectors.joining("  "));
            if (!names.isEmpty()) {
                lines.add("  results: " + Visible.line(folder + "/"));
                lines.add(Wrap.text(Visible.line(names), 11, console.style().width()));
            }
        } catch (IOException e) {
            // A run that wrote no files has no folder.
            return;
        }
    }

    private String overall(Tally tally) {
        String counts = Stream.of(Status.values())
                .filter(status -> tally.count(status) > 0)
                .map(status -> console.coloured(colour(status), tally.count(status) + " " + FailureLines.words(status)))
                .collect(Collectors.joining(", "));
        return counted(tally.devices(), "device") + ": " + (counts.isEmpty() ? "nothing to do" : counts) + " in "
                + Spans.exact(tally.elapsed()) + " (" + counted(tally.commands(), "command") + ")";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
