package dev.muster.cli;

import dev.muster.report.RowText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of the checks, for people and for programs; any thread may tell. */
final class CheckText {
    private final Console console;
    private final String format;
    private final List<Checked> all = new ArrayList<>();
    private boolean begun;

    CheckText(Console console, String format) {
        this.console = console;
        this.format = format;
    }

    /** Tells of one that has just come. */
    synchronized void came(Checked one) {
        all.add(one);
        try {
            switch (format) {
                case "csv" ->
                    console.out((begun ? "" : RowText.csv(new ArrayList<>(row(one).keySet())))
                            + RowText.csv(row(one).values().stream()
                                    .map(String::valueOf)
                                    .toList()));
                case "json" -> console.out((begun ? ",\n  " : "[\n  ") + RowText.json(row(one)));
                default -> console.out(Visible.line(line(one)) + "\n");
            }
            begun = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Checked one) {
        String time = LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_TIME);
        return String.join(
                " ",
                time,
                one.protocol().name(),
                one.isOk() ? "ok" : "failed",
                one.name(),
                one.address(),
                one.isOk() ? one.message() : one.word() + ": " + one.message());
    }

    private static Map<String, Object> row(Checked one) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", one.name());
        row.put("address", one.address());
        row.put("protocol", one.protocol().name().toLowerCase(java.util.Locale.ROOT));
        row.put("status", one.isOk() ? "ok" : "failed");
        row.put("failure", one.isOk() ? "" : one.word());
        row.put("message", one.message());
        row.put("elapsed_ms", one.elapsed().toMillis());
        return row;
    }

    /** Ends the output: with a table, where it is for people. */
    synchronized void end(Duration took) throws IOException {
        switch (format) {
            case "csv" -> {}
            case "json" -> console.out(begun ? "\n]\n" : "[]\n");
            default -> console.out("\n" + table());
        }
        long ok = all.stream().filter(Checked::isOk).count();
        console.say(all.size() + (all.size() == 1 ? " check: " : " checks: ") + ok + " ok, " + (all.size() - ok)
                + " failed, in " + Math.round(took.toMillis() / 100.0) / 10.0 + " s");
    }

    private String table() {
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        var devices = new TreeMap<Integer, Map<Protocol, Checked>>();
        all.forEach(one -> {
            protocols.add(one.protocol());
            devices.computeIfAbsent(one.index(), unknown -> new LinkedHashMap<>())
                    .put(one.protocol(), one);
        });
        var lines = new ArrayList<List<String>>();
        var header = new ArrayList<>(List.of("name", "address"));
        protocols.forEach(protocol -> header.add(protocol.transport()));
        lines.add(header);
        devices.values().forEach(checks -> {
            Checked any = checks.values().iterator().next();
            var line = new ArrayList<>(List.of(Visible.line(any.name()), Visible.line(any.address())));
            protocols.forEach(protocol -> line.add(cell(checks.get(protocol))));
            lines.add(line);
        });
        return Aligned.text(lines);
    }

    private static String cell(@Nullable Checked one) {
        return one == null ? "-" : one.word();
    }
}
