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
    private final LabOptions options;
    private final Counters counters;
    private final Performance performance;

    Conversation(Station station, Terminal terminal, LabOptions options, Counters counters) {
        this.station = station;
        this.terminal = terminal;
        this.options = options;
        this.counters = counters;
        simulation = station.simulation();
        performance = new Performance(station, terminal, options);
    }

    /** Talks until the user logs out. */
    void run() throws HungUp {
        greet();
        while (!performance.over()) {
            terminal.show(prompt());
            Typed typed = terminal.readLine(true);
            if (typed.end() != End.CTRL_C && !typed.text().isBlank()) {
                answer(typed.text());
            }
            if (typed.end() != End.ENTER) {
                performance.leave(true);
            }
        }
    }

    private void greet() throws HungUp {
        if (station.device().has(LabFault.HANG)) {
            terminal.hang();
        }
        if (station.device().has(LabFault.FLOOD_BANNER)) {
            String line = "*".repeat(78) + "\r\n";
            for (int i = 0; i < FLOOD / line.length() + 1; i++) {
                terminal.show(line);
            }
        }
        think();
        terminal.show("\r\n");
        terminal.showLines(station.facts().fill(simulation.welcome()));
    }

    private void think() throws HungUp {
        terminal.pause(station.device().latency());
        if (station.device().has(LabFault.SLOW)) {
            terminal.pause(options.slow());
        }
    }

    private String prompt() {
        return station.device().has(LabFault.WRONG_PROMPT)
                ? "::ready::"
                : station.facts().fill(simulation.mode(performance.mode()).prompt());
    }

    private void answer(String line) throws HungUp {
        counters.commands.increment();
        station.log(line.strip());
        think();
        if (!line.strip().startsWith("!")) {
            dispatch(performance.mode(), line, prompt().length());
        }
    }

    /** What a line is, and the mode in which it is that. */
    private record Located(Match match, String mode) {}

    private void dispatch(String mode, String typed, int column) throws HungUp {
        String line = typed;
        OutputFilter filter = null;
        int bar = simulation.filters() && typed.strip().startsWith("sh") ? typed.indexOf('|') : -1;
        if (bar >= 0) {
            filter = OutputFilter.of(typed.substring(bar + 1));
            line = typed.substring(0, bar);
        }
        int negation = negation(line);
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
            case Match.Ambiguous ambiguous ->
                terminal.showLines(simulation.refusals().ambiguous().replace("${line}", typed));
            case Match.Incomplete incomplete -> {
                if (negation > 0) {
                    performance.undo(located.mode(), incomplete.line(), false);
                } else {
                    terminal.showLines(simulation.refusals().incomplete().replace("${line}", typed));
                }
            }
        }
    }

    /** How much of the line is the word that takes a configuration line back. */
    private int negation(String line) {
        String word = simulation.negation() + " ";
        return simulation.negation() != null && line.startsWith(word) && line.length() > word.length()
                ? word.length()
                : 0;
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
        boolean refused = station.device().has(LabFault.REFUSE)
                && found.line().startsWith("show ")
                && !found.line().equals("show version");
        Effect.RunIn elsewhere = elsewhere(found);
        if (refused || (negated && !keeps(found))) {
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
        terminal.showLines(simulation
                .refusals()
                .invalid()
                .replace("${caret}", " ".repeat(column) + "^")
                .replace("${line}", line)
                .replace("${command}", line.strip().split("\\s+")[0]));
    }
}
