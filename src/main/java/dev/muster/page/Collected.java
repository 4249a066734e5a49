package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Phase;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What devices left, as they end: facts in memory, texts in the spool. */
final class Collected {
    /** The most of one output that the page shows, in characters. */
    static final int MOST_CHARS = 128 << 10;

    private final Spool spool;
    private final List<DeviceFacts> devices = new ArrayList<>();
    private final Map<String, String> pool = new HashMap<>();
    private final Map<String, RowColumns> tables = new HashMap<>();
    private Instant begun = Instant.EPOCH;

    Collected(Spool spool) {
        this.spool = spool;
    }

    void begin(Instant started) {
        begun = started;
    }

    /** The devices in the inventory's order. */
    List<DeviceFacts> devices() {
        devices.sort(Comparator.comparingInt(DeviceFacts::index));
        return devices;
    }

    /** The columns of the rows of a command. */
    RowColumns table(String command) {
        return tables.computeIfAbsent(command, any -> new RowColumns());
    }

    void add(DeviceResult result) throws IOException {
        Outcome decisive = result.decisive();
        Failure failure = decisive.failure();
        String last = failure == null ? null : failure.lastOutput();
        var phases = new ArrayList<Long>(Phase.values().length);
        for (Phase phase : Phase.values()) {
            phases.add(result.timing().millis(phase));
        }
        var steps = new ArrayList<Asked>(result.steps().size());
        for (StepResult step : result.steps()) {
            steps.add(asked(result, step));
        }
        devices.add(new DeviceFacts(
                result.index(),
                result.device(),
                result.host(),
                pooled(result.platform()),
                pooled(result.site()),
                result.hostname().equals(result.device()) ? result.device() : result.hostname(),
                result.prompt(),
                result.status(),
                light(decisive),
                last == null ? null : spool.put(last.getBytes(StandardCharsets.UTF_8)),
                result.attempts(),
                millis(result.timing().started()) - millis(begun),
                phases,
                result.timing().total().toMillis(),
                steps,
                result.checks()));
    }

    private Outcome light(Outcome outcome) {
        Failure failure = outcome.failure();
        return failure == null ? outcome : new Outcome.Failed(failure.withEvidence(failure.expected(), null));
    }

    private Asked asked(DeviceResult result, StepResult step) throws IOException {
        Output output = step.output();
        String text = output == null ? null : output.text();
        Path file = output == null ? null : output.file();
        Parsed parsed = step.parsed();
        byte[] rows = parsed == null || parsed.rows().isEmpty()
                ? null
                : table(step.command()).json(result.index(), parsed.rows());
        String message = step.outcome().message();
        return new Asked(
                pooled(step.name()),
                pooled(step.command()),
                step.status(),
                message.isEmpty() ? pooled(step.detail()) : message,
                output == null || text == null ? null : kept(output, text),
                file == null ? null : slashed(file),
                output == null ? "" : output.sha256(),
                output == null ? 0 : output.bytes(),
                step.elapsed().toMillis(),
                parsed == null ? null : parsed.status(),
                rows == null ? null : spool.put(rows),
                parsed == null ? 0 : parsed.rows().size());
    }

    private Spool.@Nullable Ref kept(Output output, String text) throws IOException {
        return spool.put(output.sha256(), text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    }

    private String pooled(String text) {
        String same = pool.putIfAbsent(text, text);
        return same == null ? text : same;
    }

    private static String slashed(Path file) {
        return file.toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static long millis(Instant when) {
        return when.getEpochSecond() * 1000 + when.getNano() / 1_000_000;
    }
}
