package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** {@code results.csv}: a row per recorded step, RFC 4180 in UTF-8, readable while the run goes on. */
final class CsvReport implements RunListener {
    private static final List<String> HEADER = List.of(
            ("device,host,platform,site,step,command,status,failure,message,started,queue_ms,connect_ms,auth_ms,"
                            + "elapsed_ms,attempt,prompt,rows,output")
                    .split(","));

    private final DeviceFile file;

    CsvReport(Path folder, boolean inventoryOrder) throws IOException {
        file = new DeviceFile(folder, DeviceFile.Names.live("results.csv"), inventoryOrder, "");
        file.head(out -> print(out, List.of(HEADER)));
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> file.expect(started.run().devices());
            case RunEvent.DeviceEnded ended ->
                file.add(ended.result().index(), out -> print(out, rows(ended.result())));
            case RunEvent.RunEnded ended -> file.end(Body.EMPTY);
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    /** Writes rows as RFC 4180 has them, no cell of which is a formula. */
    static void print(OutputStream out, List<List<String>> rows) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        for (List<String> row : rows) {
            printer.printRecord(row.stream().map(Cell::of).toList());
        }
        writer.flush();
    }

    /** The rows of a device; one for the device itself when no step tells how it ended. */
    static List<List<String>> rows(DeviceResult result) throws IOException {
        var rows = new ArrayList<List<String>>();
        boolean told = false;
        for (StepResult step : result.steps()) {
            rows.add(row(result, step));
            told |= step.status().compareTo(result.outcome().status()) >= 0;
        }
        if (!told) {
            rows.add(row(
                    result,
                    new StepResult(
                            "",
                            "",
                            result.outcome(),
                            lastOutput(result.outcome().failure()),
                            result.timing().started(),
                            result.timing().total(),
                            "")));
        }
        return rows;
    }

    /** What came before the first step, where that is all there is to see. */
    private static @Nullable Output lastOutput(@Nullable Failure failure) {
        String received = failure == null ? null : failure.lastOutput();
        return received == null ? null : Output.of(received);
    }

    private static List<String> row(DeviceResult result, StepResult step) throws IOException {
        Outcome outcome = step.outcome();
        Failure failure = outcome.failure();
        return List.of(
                text(result.device()),
                text(result.host()),
                text(result.platform()),
                text(result.site()),
                text(step.name()),
                text(step.command()),
                outcome.status().label(),
                failure == null ? "" : failure.kind().label(),
                text(outcome.message().isEmpty() ? step.detail() : outcome.message()),
                moment(step.started()),
                String.valueOf(result.timing().millis(Phase.QUEUE)),
                String.valueOf(result.timing().millis(Phase.CONNECT)),
                String.valueOf(result.timing().millis(Phase.AUTH)),
                millis(step.elapsed()),
                String.valueOf(result.attempts()),
                text(result.prompt()),
                rows(step.parsed()),
                output(step.output()));
    }

    private static String rows(@Nullable Parsed parsed) throws IOException {
        return parsed == null ? "" : RowText.field(parsed.rows());
    }

    private static String text(String value) {
        return Utf8.wellFormed(value);
    }

    private static String moment(@Nullable Instant when) {
        return when == null ? "" : Moment.text(when);
    }

    private static String millis(Duration elapsed) {
        return String.valueOf(elapsed.toMillis());
    }

    private static String output(@Nullable Output output) {
        if (output == null) {
            return "";
        }
        String text = output.text();
        return text != null ? text(text) : "file:" + Labels.path(output);
    }
}
