package dev.muster.lab;

import dev.muster.lab.Effect.Editing;
import dev.muster.lab.Simulation.CommitError;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What commands do to configurations: lines, candidates, commits. */
final class Editor {
    private static final Pattern LATE =
            Pattern.compile("\\$\\{(?:running_config|startup_config|candidate_config|statements|changes|config_bytes)");

    private final Station station;
    private final SessionState state;
    private final Terminal terminal;
    private final Bench bench;

    Editor(Station station, SessionState state, Terminal terminal, Bench bench) {
        this.station = station;
        this.state = state;
        this.terminal = terminal;
        this.bench = bench;
    }

    /** Carries out an effect; false when the command ends here. */
    boolean carryOut(Editing effect) throws HungUp {
        switch (effect) {
            case Effect.Keep keep -> keep(keep);
            case Effect.Remove remove -> remove(state.fill(remove.line()));
            case Effect.Save save -> station.configs().save();
            case Effect.Candidate candidate -> state.edit(state.fill(candidate.name()));
            case Effect.Discard discard -> station.configs().discard(state.candidate());
            case Effect.Commit commit -> {
                return commit(commit);
            }
            case Effect.Load load -> {
                return load(load);
            }
        }
        return true;
    }

    private void keep(Effect.Keep keep) {
        String line = keep.line() == null ? state.line() : state.fill(keep.line());
        String section = keep.under() == null ? state.section() : state.fill(keep.under());
        station.configs().change(state.edited(), config -> config.keep(section, line, state.fill(keep.once())));
    }

    private void remove(String line) {
        String section = state.section();
        station.configs().change(state.edited(), config -> config.remove(section, line));
    }

    /** Takes a configuration line back; {@code usual} ones are on unless the configuration says no. */
    void undo(String where, String line, boolean usual) {
        if (!where.equals(state.mode())) {
            state.enter(where);
        }
        String section = state.section();
        String negated = station.simulation().style().negation() + line;
        station.configs().change(state.edited(), config -> {
            config.remove(section, line);
            if (usual) {
                config.keep(section, negated, "");
            }
        });
    }

    /** Begins a section and goes inside. */
    void begin(String head) {
        station.configs().change(state.edited(), config -> config.section(head));
        state.inside(head);
    }

    private boolean commit(Effect.Commit commit) throws HungUp {
        ConfigStore configs = station.configs();
        String errors = errors();
        state.remember("errors", errors);
        if (!errors.isEmpty()) {
            terminal.showLines(state.fill(station.simulation().refusals().commit()));
            return false;
        }
        boolean nothing = !configs.changed(state.candidate()) && !configs.unconfirmed();
        if (nothing && !commit.unchanged().isEmpty()) {
            terminal.showLines(state.fill(commit.unchanged()));
            return true;
        }
        terminal.pause(station.device().latency());
        if (!commit.check()) {
            configs.commit(state.candidate(), deadline(commit));
        }
        terminal.showLines(state.fill(commit.done()));
        return true;
    }

    private @Nullable Duration deadline(Effect.Commit commit) {
        Duration said = commit.confirmed().isEmpty() ? null : Durations.parse(state.fill(commit.confirmed()));
        return said == null ? null : bench.options().scaled(said);
    }

    /** What the commit refuses about lines that are new. */
    private String errors() {
        var known = new HashSet<>(station.configs().read(null, Config::statements));
        List<String> wanted = station.configs().read(state.candidate(), Config::statements);
        var errors = new StringBuilder();
        for (String statement : wanted) {
            for (CommitError error : station.simulation().commitErrors()) {
                if (!known.contains(statement)
                        && error.line().matcher(statement).find()) {
                    errors.append(state.facts()
                                    .with(Map.of("line", statement))
                                    .fill(error.error())
                                    .stripTrailing())
                            .append('\n');
                }
            }
        }
        return errors.toString().stripTrailing();
    }

    private boolean load(Effect.Load load) throws HungUp {
        boolean kept = station.configs().load(state.candidate(), Integer.parseInt(state.fill(load.back())));
        if (!kept) {
            terminal.showLines(state.fill(load.refusal()));
        }
        return kept;
    }

    /** Facts that take work to know, where the text asks for them. */
    Facts facts(String text) {
        Facts facts = state.facts();
        if (!LATE.matcher(text).find()) {
            return facts;
        }
        ConfigStore configs = station.configs();
        String running = configs.read(null, Config::text);
        return facts.with(Map.of(
                "running_config",
                running.stripTrailing(),
                "config_bytes",
                String.valueOf(running.length()),
                "startup_config",
                configs.readSaved(Config::text).stripTrailing(),
                "candidate_config",
                configs.read(state.candidate(), Config::text).stripTrailing(),
                "statements",
                "set " + String.join("\nset ", configs.read(null, Config::statements)),
                "changes",
                configs.changes(state.candidate()).stripTrailing()));
    }
}
