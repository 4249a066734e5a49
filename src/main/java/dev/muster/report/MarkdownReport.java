package dev.muster.report;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.md}: a page for people, to be read where pipelines show it. What it keeps of a run does not grow with the
 * fleet; all devices are in {@code results.csv}.
 */
final class MarkdownReport implements RunListener {
    private static final int NAMED = 20;

    private final Path file;
    private final Map<FailureKind, Cause> causes = new EnumMap<>(FailureKind.class);
    private final Map<String, CheckSum> checks = new LinkedHashMap<>();
    private List<CheckResult> fleet = List.of();
    private @Nullable RunInfo run;

    /** Devices that failed for one reason. */
    private static final class Cause {
        private final Failure first;
        private final List<String> names = new ArrayList<>();
        private int devices;

        Cause(Failure first) {
            this.first = first;
        }

        void add(String device) {
            devices++;
            if (names.size() < NAMED) {
                names.add(device);
            }
        }

        String named() {
            return String.join(", ", names) + (devices > NAMED ? " and " + (devices - NAMED) + " more" : "");
        }
    }

    MarkdownReport(Path folder) {
        file = folder.resolve("report.md");
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> run = started.run();
            case RunEvent.DeviceEnded ended -> note(ended.result());
            case RunEvent.FleetChecked checked -> fleet = checked.checks();
            case RunEvent.RunEnded ended -> {
                byte[] page = page(ended.tally()).getBytes(StandardCharsets.UTF_8);
                WholeFile.write(file, out -> out.write(page));
            }
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void note(DeviceResult result) {
        Failure failure = result.decisive().failure();
        if (failure != null) {
            causes.computeIfAbsent(failure.kind(), kind -> new Cause(failure)).add(result.device());
        }
        for (CheckResult check : result.checks()) {
            checks.computeIfAbsent(check.name(), name -> new CheckSum(check)).add(result.device(), check);
        }
    }

    private String page(Tally tally) {
        var page = new StringBuilder();
        head(tally, page);
        statuses(tally, page);
        causes(page);
        checks(page);
        fleet(page);
        return page.toString();
    }

    private void head(Tally tally, StringBuilder page) {
        if (run == null) {
            return;
        }
        page.append("# ").append(Markdown.line(run.job())).append("\n\n");
        page.append(tally.count(Status.OK))
                .append(" of ")
                .append(tally.devices())
                .append(" devices ok, ");
        page.append(tally.commands())
                .append(" commands in ")
                .append(tally.elapsed().toSeconds())
                .append(" s. Run ");
        page.append(Markdown.line(run.id())).append(", started ");
        page.append(run.started().truncatedTo(ChronoUnit.SECONDS)).append(", of ");
        page.append(Markdown.line(run.source())).append(".\n");
        if (!tally.stopped().isEmpty()) {
            page.append("\n**Stopped early:** ")
                    .append(Markdown.line(tally.stopped()))
                    .append('\n');
        }
    }

    private static void statuses(Tally tally, StringBuilder page) {
        page.append("\n## Devices\n\n| status | devices |\n|---|---:|\n");
        for (Status status : Status.values()) {
            if (tally.count(status) > 0) {
                row(page, status.label().replace('_', ' '), String.valueOf(tally.count(status)));
            }
        }
    }

    private static void row(StringBuilder page, String... cells) {
        for (String cell : cells) {
            page.append("| ").append(Markdown.line(cell)).append(' ');
        }
        page.append("|\n");
    }

    private void causes(StringBuilder page) {
        if (causes.isEmpty()) {
            return;
        }
        page.append("\n## Failures by cause\n\n| failure | devices | which | for example | what to do |\n")
                .append("|---|---:|---|---|---|\n");
        causes.entrySet().stream()
                .sorted((one, other) -> other.getValue().devices - one.getValue().devices)
                .forEach(entry -> {
                    Cause cause = entry.getValue();
                    row(
                            page,
                            entry.getKey().label(),
                            String.valueOf(cause.devices),
                            cause.named(),
                            cause.first.message(),
                            cause.first.hint());
                });
    }

    private void checks(StringBuilder page) {
        if (checks.isEmpty()) {
            return;
        }
        page.append("\n## Checks\n\n| check | severity | pass | fail | error | skipped |\n")
                .append("|---|---|---:|---:|---:|---:|\n");
        for (CheckSum sum : checks.values()) {
            row(
                    page,
                    sum.check().name(),
                    sum.check().severity().label(),
                    String.valueOf(sum.count(CheckStatus.PASS)),
                    String.valueOf(sum.count(CheckStatus.FAIL)),
                    String.valueOf(sum.count(CheckStatus.ERROR)),
                    String.valueOf(sum.count(CheckStatus.SKIPPED)));
        }
        checks.values().stream().filter(sum -> !sum.holds()).forEach(sum -> details(sum, page));
    }

    private static void details(CheckSum sum, StringBuilder page) {
        title(sum.check(), page);
        for (CheckStatus status : List.of(CheckStatus.FAIL, CheckStatus.ERROR)) {
            if (sum.count(status) > 0) {
                page.append("\n")
                        .append(status.label())
                        .append(" on ")
                        .append(sum.count(status))
                        .append(": ");
                page.append(Markdown.line(sum.named(status))).append('\n');
            }
        }
        sum.details().forEach((device, detail) -> {
            page.append('\n').append(Markdown.line(device)).append(":\n\n").append(Markdown.block(detail));
        });
    }

    private static void title(CheckResult check, StringBuilder page) {
        page.append("\n### ").append(Markdown.line(check.name())).append(" (");
        page.append(check.severity().label()).append(")\n");
        if (!check.why().isEmpty()) {
            page.append("\nWhy: ").append(Markdown.line(check.why())).append('\n');
        }
        if (!check.fix().isEmpty()) {
            page.append("\nFix: ").append(Markdown.line(check.fix())).append('\n');
        }
    }

    private void fleet(StringBuilder page) {
        if (fleet.isEmpty()) {
            return;
        }
        page.append("\n## Checks across devices\n\n| check | severity | status |\n|---|---|---|\n");
        fleet.forEach(check ->
                row(page, check.name(), check.severity().label(), check.status().label()));
        fleet.stream().filter(check -> !check.holds()).forEach(check -> {
            title(check, page);
            page.append('\n').append(Markdown.block(check.detail()));
        });
    }
}
