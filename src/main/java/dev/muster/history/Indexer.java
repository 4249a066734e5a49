package dev.muster.history;

import dev.muster.journal.JournalView;
import dev.muster.journal.RunRecord;
import dev.muster.journal.RunState;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Output;
import dev.muster.result.Phase;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one run into the history; within a transaction. */
final class Indexer {
    private static final String RUN = "INSERT INTO runs(id, job, source, folder, program, started, elapsed_ms, ended,"
            + " stopped, devices, ok, commands, checks_pass, checks_fail, checks_error, journal_bytes, journal_time)"
            + " VALUES(?,?,?,?,?,?,?,?,?,?,0,0,0,0,0,?,?)";
    private static final int PIECE = 2_000;
    /** Half of a SHA-256 tells outputs apart as well, in half the room. */
    private static final int DIGEST_BYTES = 16;
    /** Larger outputs are compared to the last character, times included. */
    private static final long MOST_LOOKED_INTO = 4 << 20;

    private final Database database;
    private final Names names;
    private final JournalView past;
    private final Map<List<Object>, byte[]> known;
    private final List<@Nullable Object[]> devices = new ArrayList<>();
    private final List<@Nullable Object[]> outputs = new ArrayList<>();
    private final List<@Nullable Object[]> checks = new ArrayList<>();
    private final Map<CheckStatus, Integer> found = new EnumMap<>(CheckStatus.class);
    private long run;
    private int ok;
    private int commands;

    /** @param known the essences of outputs of the run before, by device, command and digest */
    private Indexer(Database database, Names names, JournalView past, Map<List<Object>, byte[]> known) {
        this.database = database;
        this.names = names;
        this.past = past;
        this.known = known;
    }

    /** Writes a run; gives its number. */
    static long write(Database database, Names names, JournalView past, Stamp stamp, @Nullable Long before)
            throws IOException {
        return new Indexer(database, names, past, known(database, before)).write(stamp);
    }

    private static Map<List<Object>, byte[]> known(Database database, @Nullable Long before) throws IOException {
        var known = new HashMap<List<Object>, byte[]>();
        if (before != null) {
            int unused = database.query(
                            "SELECT device, command, digest, essence FROM outputs WHERE run=? AND digest IS NOT NULL",
                            row -> known.put(
                                    List.of(row.getLong(1), row.getLong(2), hex(row.getBytes(3))), row.getBytes(4)),
                            before)
                    .size();
        }
        return known;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private long write(Stamp stamp) throws IOException {
        RunState state = past.state();
        RunRecord record = state.run();
        database.update(
                RUN,
                record.id(),
                record.job(),
                record.source(),
                stamp.folder().toString(),
                record.program(),
                RunRow.millis(record.started()),
                state.elapsed().toMillis(),
                state.ended() ? 1 : 0,
                state.stopped(),
                state.devices().size(),
                stamp.bytes(),
                stamp.time());
        run = database.query("SELECT run FROM runs WHERE id=?", row -> row.getLong(1), record.id())
                .getFirst();
        for (int index = 0; index < state.devices().size(); index++) {
            DeviceResult result = past.result(index);
            if (result != null) {
                add(result);
            } else if (state.ended() || state.running(index) == null) {
                add(state.withoutResult(index));
            }
        }
        addChecks("", state.fleet());
        flush(0);
        database.update(
                "UPDATE runs SET ok=?, commands=?, checks_pass=?, checks_fail=?, checks_error=? WHERE run=?",
                ok,
                commands,
                found.getOrDefault(CheckStatus.PASS, 0),
                found.getOrDefault(CheckStatus.FAIL, 0),
                found.getOrDefault(CheckStatus.ERROR, 0),
                run);
        return run;
    }

    private void add(DeviceResult result) throws IOException {
        Failure failure = result.decisive().failure();
        var row = new ArrayList<@Nullable Object>(List.of(
                run,
                names.of(result.device()),
                names.of(result.platform()),
                names.of(result.site()),
                names.of(result.status().label()),
                names.of(failure == null ? "" : failure.kind().label()),
                result.decisive().message(),
                result.attempts()));
        for (Phase phase :
                List.of(Phase.QUEUE, Phase.CONNECT, Phase.AUTH, Phase.SETUP, Phase.STEPS, Phase.PARSE, Phase.CLOSE)) {
            row.add(result.timing().millis(phase));
        }
        row.add(result.timing().total().toMillis());
        devices.add(row.toArray());
        ok += result.status() == Status.OK ? 1 : 0;
        addOutputs(result);
        addChecks(result.device(), result.checks());
        flush(PIECE);
    }

    private void addOutputs(DeviceResult result) throws IOException {
        long device = names.of(result.device());
        var times = new HashMap<List<String>, Integer>();
        int place = 0;
        for (StepResult step : result.steps()) {
            place++;
            commands += step.started() == null ? 0 : 1;
            Output output = step.output();
            long command = names.of(step.command());
            byte[] digest = output == null ? null : digest(output);
            outputs.add(new @Nullable Object[] {
                run,
                device,
                place,
                names.of(step.name()),
                command,
                times.merge(List.of(step.name(), step.command()), 1, Integer::sum),
                names.of(step.status().label()),
                digest,
                output == null || digest == null ? null : essence(output, digest, device, command),
                output == null ? 0 : output.bytes(),
                step.elapsed().toMillis()
            });
        }
    }

    private static byte[] digest(Output output) {
        return Arrays.copyOf(HexFormat.of().parseHex(output.sha256()), DIGEST_BYTES);
    }

    /** What the output says, whatever the time is. */
    private byte[] essence(Output output, byte[] digest, long device, long command) {
        byte[] same = known.get(List.of(device, command, hex(digest)));
        if (same != null || output.bytes() > MOST_LOOKED_INTO) {
            return Objects.requireNonNullElse(same, digest);
        }
        try {
            MessageDigest essence = Output.digest();
            OutputLines.read(output, past.folder(), line -> true).forEach(line -> {
                essence.update(Sameness.BUT_TIMES.essence(line.text()).getBytes(StandardCharsets.UTF_8));
                essence.update((byte) '\n');
            });
            return Arrays.copyOf(essence.digest(), DIGEST_BYTES);
        } catch (IOException e) {
            return digest; // its file is gone
        }
    }

    private void addChecks(String device, List<CheckResult> results) throws IOException {
        int place = 0;
        for (CheckResult check : results) {
            place++;
            found.merge(check.status(), 1, Integer::sum);
            checks.add(new @Nullable Object[] {
                run,
                names.of(device),
                place,
                names.of(check.name()),
                names.of(check.status().label()),
                names.of(check.severity().label()),
                check.detail()
            });
        }
    }

    private void flush(int least) throws IOException {
        if (outputs.size() + devices.size() < least) {
            return;
        }
        database.batch("INSERT INTO devices VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", devices);
        database.batch("INSERT INTO outputs VALUES(?,?,?,?,?,?,?,?,?,?,?)", outputs);
        database.batch("INSERT INTO checks VALUES(?,?,?,?,?,?,?)", checks);
        devices.clear();
        outputs.clear();
        checks.clear();
    }

    /**
     * The state of a journal, by which it is seen that it has grown.
     *
     * @param time when it was written last, in milliseconds
     */
    record Stamp(Path folder, long bytes, long time) {}
}
