package dev.muster.lab;

import dev.muster.lab.Effect.Moving;
import dev.muster.lab.Effect.Showing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands do to a session and its device: carries out their effects, one after the other. */
final class Performance {
    private static final int MOST_TIMES = 100_000_000;

    private final Station station;
    private final Simulation simulation;
    private final Terminal terminal;
    private final Bench bench;
    private final SessionState state;
    private final Dialogue dialogue;
    private final Editor editor;

    Performance(Station station, Terminal terminal, Bench bench, SessionState state) {
        this.station = station;
        this.terminal = terminal;
        this.bench = bench;
        this.state = state;
        simulation = station.simulation();
        dialogue = new Dialogue(station, state, terminal);
        editor = new Editor(station, state, terminal, bench);
    }

    /** Takes a configuration line back. */
    void undo(String where, String line, boolean usual) {
        editor.undo(where, line, usual);
    }

    /** Does what a session begins with. */
    void greet() throws HungUp {
        carryOut(simulation.greeting(), new Screen(terminal, simulation.page(), 0, null));
    }

    /** Carries out a command of a mode, which becomes the session's. */
    void perform(Match.Found found, String where, @Nullable OutputFilter filter) throws HungUp {
        List<Effect> effects = found.command().effects();
        boolean configures =
                effects.stream().anyMatch(effect -> effect instanceof Effect.Keep || effect instanceof Effect.Section);
        if (!where.equals(state.mode()) && configures) {
            state.enter(where);
        }
        state.begin(found);
        var screen = screen(found, filter);
        boolean moves =
                effects.stream().anyMatch(effect -> effect instanceof Effect.Leave || effect instanceof Effect.Logout);
        if (state.stamps() && !simulation.stamp().isEmpty() && !configures && !moves) {
            terminal.showLine(state.fill(simulation.stamp()));
        }
        if (carryOut(effects, screen)) {
            screen.end();
        }
    }

    private Screen screen(Match.Found found, @Nullable OutputFilter filter) {
        var screen = new Screen(terminal, simulation.page(), state.length(), filter);
        boolean shows = simulation.isShow(found.line());
        if (shows && station.device().has(LabFault.DRIP)) {
            screen.dripping(bench.options().drip());
        }
        if (shows && station.device().has(LabFault.CLOSE)) {
            screen.cutting();
        }
        return screen;
    }

    /** False when the command ends here. */
    private boolean carryOut(List<Effect> effects, Screen screen) throws HungUp {
        for (Effect effect : effects) {
            boolean goOn = switch (effect) {
                case Effect.When when -> !holds(when.condition()) || carryOut(when.effects(), screen);
                case Effect.Ask ask -> {
                    List<Effect> next = dialogue.ask(ask);
                    yield next != null && carryOut(next, screen);
                }
                case Effect.Question question -> dialogue.carryOut(question);
                case Showing showing -> show(showing, screen);
                case Effect.Editing editing -> editor.carryOut(editing);
                case Moving moving -> move(moving);
            };
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(String condition) {
        if (condition.startsWith("not ")) {
            return !holds(condition.substring("not ".length()));
        }
        return switch (condition) {
            case "changed" -> station.configs().changed(state.candidate());
            case "unsaved" -> station.configs().unsaved();
            case "unconfirmed" -> station.configs().unconfirmed();
            default -> {
                String[] sides = condition.split("=", 2);
                yield state.fill("${" + sides[0] + "}").equals(sides.length < 2 ? "yes" : sides[1]);
            }
        };
    }

    private boolean show(Showing effect, Screen screen) throws HungUp {
        switch (effect) {
            case Effect.Print print -> print(print, screen);
            case Effect.Raw raw -> terminal.say(state.fill(raw.text()));
            case Effect.EachInterface each -> {
                for (Config.Block block : station.configs().read(null, Config::interfaces)) {
                    Facts facts = state.facts().with(InterfaceFacts.of(block));
                    screen.line(facts.fill(each.row()).stripTrailing());
                }
            }
            case Effect.EachFile each -> eachFile(each.row(), screen);
            case Effect.Wait wait -> {
                boolean slow = wait.saving() && station.device().has(LabFault.SLOW_SAVE);
                screen.pause(slow ? bench.options().slow() : wait.time());
            }
        }
        return true;
    }

    private void print(Effect.Print print, Screen screen) throws HungUp {
        String text = print.text();
        Facts known = editor.facts(text);
        long times = Math.min(MOST_TIMES, Long.parseLong(known.fill(print.times())));
        for (long tick = 1; tick <= times && !screen.stopped(); tick++) {
            screen.pause(print.every());
            Facts now = text.contains("${tick") ? known.with(Map.of("tick", String.valueOf(tick))) : known;
            for (String line : now.fill(text).lines().toList()) {
                screen.line(line);
            }
        }
    }

    private void eachFile(String row, Screen screen) throws HungUp {
        try {
            LabFiles files = station.files();
            for (String name : files.names()) {
                var facts = Map.of("name", name, "bytes", String.valueOf(files.size(name)));
                screen.line(state.facts().with(facts).fill(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the lab cannot be listed", e);
        }
    }

    private boolean move(Moving effect) throws HungUp {
        switch (effect) {
            case Effect.Assign assign -> state.assign(assign.setting());
            case Effect.Remember remember ->
                remember.facts().forEach((fact, value) -> state.remember(fact, state.fill(value)));
            case Effect.Section begun -> editor.begin(state.fill(begun.header()));
            case Effect.Enter enter -> state.enter(state.fill(enter.mode()));
            case Effect.Leave leave -> state.leave(leave.toTop());
            case Effect.RunIn runIn -> throw new IllegalStateException("`do` is carried out before: " + runIn);
            case Effect.Stop stop -> {
                return false;
            }
            case Effect.Logout logout -> state.end();
            case Effect.Reload reload -> {
                terminal.flush();
                bench.reload().accept(station);
                terminal.hang();
            }
        }
        return true;
    }
}
