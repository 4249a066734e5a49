package dev.muster.lab;

import dev.muster.lab.Terminal.End;
import dev.muster.lab.Terminal.Typed;
import org.jspecify.annotations.Nullable;

/** One session with a simulated device: reads a line, answers, shows the prompt, until logout. */
final class Conversation {
    private static final int FLOOD = 1 << 20;

    private final Station station;
    private final Simulation simulation;
    private final Terminal terminal;
    private final Bench bench;
    private final SessionState state;
    private final Performance performance;
    private boolean refused;
    private boolean begun;

    Conversation(Station station, Terminal terminal, Bench bench) {
        this.station = station;
        this.terminal = terminal;
        this.bench = bench;
        simulation = station.simulation();
        state = new SessionState(station, terminal.window());
        performance = new Performance(station, terminal, bench, state);
    }

    /** Talks until the user logs out. */
    void run() throws HungUp {
        try {
            greet();
            while (!state.over()) {
                terminal.prompt(prompt());
                Typed typed = terminal.readLine(true);
                if (typed.end() != End.CTRL_C && !typed.text().isBlank()) {
                    answer(typed.text());
                }
                if (typed.end() != End.ENTER) {
                    state.leave(true);
                }
            }
        } finally {
            state.forget();
        }
    }

    /** Answers one command that came without a shell; its exit status. */
    int runOnly(String command) throws HungUp {
        try {
            state.enter(simulation.exec());
            state.endless();
            if (station.device().has(LabFault.HANG)) {
                terminal.hang();
            }
            answer(command);
            return refused ? 1 : 0;
        } finally {
            state.forget();
        }
    }

    /** Answers one command of several that an API was given; false when the device rejects it. */
    boolean say(String command) throws HungUp {
        if (!begun) {
            begun = true;
            state.enter(simulation.exec());
            state.endless();
        }
        refused = false;
        answer(command);
        return !refused;
    }

    private void greet() throws HungUp {
        if (station.device().has(LabFault.HANG)) {
            terminal.hang();
        }
        if (station.device().has(LabFault.HANG_UP)) {
            terminal.cut();
        }
        if (station.device().has(LabFault.FLOOD_BANNER)) {
            String line = "*".repeat(78);
            for (int i = 0; i < FLOOD / line.length() + 1; i++) {
                terminal.showLine(line);
            }
        }
        think();
        terminal.say("\n");
        terminal.showLines(station.facts().fill(simulation.welcome()));
        performance.greet();
        if (simulation.manner().repaints()) {
            terminal.say(prompt() + "\r");
        }
    }

    private void think() throws HungUp {
        terminal.pause(station.device().latency());
        if (station.device().has(LabFault.SLOW)) {
            terminal.pause(bench.options().slow());
        }
    }

    private String prompt() {
        return station.device().has(LabFault.WRONG_PROMPT)
                ? "::ready::"
                : state.fill(simulation.mode(state.mode()).prompt());
    }

    private void answer(String line) throws HungUp {
        bench.counters().commands.increment();
        station.log(line.strip());
        think();
        if (simulation.comment().isEmpty() || !line.strip().startsWith(simulation.comment())) {
            String prompt = prompt();
            dispatch(state.mode(), line, prompt.length() - prompt.lastIndexOf('\n') - 1);
        }
    }

    /** What a line is, and the mode in which it is that. */
    private record Located(Match match, String mode) {}

    private void dispatch(String mode, String typed, int column) throws HungUp {
        String line = typed;
        OutputFilter filter = null;
        int bar = bar(mode, typed);
        if (bar >= 0) {
            filter = OutputFilter.of(typed.substring(bar + 1), simulation.filters());
            line = typed.substring(0, bar);
        }
        int negation = locate(mode, line).match() instanceof Match.Found ? 0 : negation(line);
        Located located = locate(mode, line.substring(negation));
        int before = column + negation;
        switch (located.match()) {
            case Match.Found found -> {
                if (bar >= 0 && filter == null) {
                    refuse(column + bar + 1, typed);
                } else {
                    found(found, located.mode(), typed, negation > 0, before, filter);
                }
            }
            case Match.Invalid invalid -> refuse(before + invalid.column(), typed);
            case Match.Ambiguous ambiguous -> tell(simulation.refusals().ambiguous(), typed);
            case Match.Incomplete incomplete -> {
                if (negation > 0) {
                    performance.undo(located.mode(), incomplete.line(), false);
                } else {
                    tell(simulation.refusals().incomplete(), typed);
                }
            }
        }
    }

    /** Where a filter begins, -1 for none; a command may have a bar of its own. */
    private int bar(String mode, String typed) {
        boolean filters = !simulation.filters().isEmpty() && simulation.isShow(typed);
        return filters && !(locate(mode, typed).match() instanceof Match.Found) ? typed.indexOf('|') : -1;
    }

    /** How much of the line is the word that takes a configuration line back. */
    private int negation(String line) {
        String word = simulation.style().negation();
        return !word.isEmpty() && line.startsWith(word) && line.length() > word.length() ? word.length() : 0;
    }

    /** A mode inside another falls back on that one's commands. */
    private Located locate(String mode, String line) {
        Match match = simulation.matcher().match(simulation.commands(mode), line);
        String wider = simulation.mode(mode).wider();
        if (match instanceof Match.Invalid && wider != null) {
            Match there = simulation.matcher().match(simulation.commands(wider), line);
            if (!(there instanceof Match.Invalid)) {
                return new Located(there, wider);
            }
        }
        return new Located(match, mode);
    }

    private void found(
            Match.Found found, String mode, String typed, boolean negated, int column, @Nullable OutputFilter filter)
            throws HungUp {
        boolean faulty = station.device().has(LabFault.REFUSE)
                && simulation.isShow(found.line())
                && !found.line().endsWith(" version");
        Effect.RunIn elsewhere = elsewhere(found);
        if (faulty || (negated && !keeps(found))) {
            refuse(column + typed.indexOf(' ') + 1, typed);
        } else if (elsewhere != null) {
            String rest = found.arguments().getOrDefault("text", "");
            dispatch(elsewhere.mode(), rest, column + typed.indexOf(rest));
        } else if (negated) {
            performance.undo(mode, found.line(), usual(found));
        } else {
            performance.perform(found, mode, filter);
        }
    }

    private static Effect.@Nullable RunIn elsewhere(Match.Found found) {
        for (Effect effect : found.command().effects()) {
            if (effect instanceof Effect.RunIn runIn) {
                return runIn;
            }
        }
        return null;
    }

    private static boolean keeps(Match.Found found) {
        return found.command().effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Keep || effect instanceof Effect.Section);
    }

    private static boolean usual(Match.Found found) {
        return found.command().effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Keep keep && keep.usual());
    }

    private void refuse(int column, String line) throws HungUp {
        String own = simulation.mode(state.mode()).invalid();
        String text = own == null ? simulation.refusals().invalid() : own;
        tell(text.replace("${caret}", " ".repeat(Math.max(0, column)) + "^"), line);
    }

    private void tell(String refusal, String line) throws HungUp {
        refused = true;
        terminal.showLines(state.fill(refusal.replace("${command}", line.strip().split("\\s+")[0]))
                .replace("${line}", line));
    }
}
