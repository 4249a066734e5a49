package dev.muster.lab;

import dev.muster.lab.Effect.Setting;
import dev.muster.lab.RunningConfig.Block;
import dev.muster.lab.Terminal.End;
import dev.muster.lab.Terminal.Typed;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands do to a session and its device: carries out their effects, one after the other. */
final class Performance {
    private static final int MOST_TIMES = 100_000_000;

    private final Station station;
    private final Simulation simulation;
    private final Terminal terminal;
    private final LabOptions options;
    private String mode;
    private @Nullable String section;
    private int length;
    private boolean over;

    Performance(Station station, Terminal terminal, LabOptions options) {
        this.station = station;
        this.terminal = terminal;
        this.options = options;
        simulation = station.simulation();
        mode = simulation.login();
        length = simulation.page().lines();
    }

    /** The mode the session is in. */
    String mode() {
        return mode;
    }

    /** Whether the user has logged out. */
    boolean over() {
        return over;
    }

    /** Goes to the mode above or to the top one, if there is such. */
    void leave(boolean toTop) {
        Simulation.Mode now = simulation.mode(mode);
        String goal = toTop ? now.top() : now.up();
        if (goal != null) {
            enter(goal);
        }
    }

    private void enter(String goal) {
        mode = goal;
        section = null;
    }

    /** Takes a configuration line back; {@code usual} ones are on unless the configuration says no. */
    void undo(String where, String line, boolean usual) {
        if (!where.equals(mode)) {
            enter(where);
        }
        station.configure(config -> {
            config.remove(section, line);
            if (usual) {
                config.keep(section, "no " + line, "");
            }
        });
    }

    /** Carries out a command of a mode, which becomes the session's. */
    void perform(Match.Found found, String where, @Nullable OutputFilter filter) throws HungUp {
        boolean inside = where.equals(mode);
        boolean configures = found.command().effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Keep || effect instanceof Effect.Section);
        if (!inside && configures) {
            enter(where);
        }
        Facts facts = station.facts().with(found.arguments());
        var screen = screen(found, filter);
        for (Effect effect : found.command().effects()) {
            if (!carryOut(effect, found, facts, screen)) {
                return;
            }
        }
        screen.end();
    }

    private Screen screen(Match.Found found, @Nullable OutputFilter filter) {
        var screen = new Screen(terminal, simulation.page(), length, filter);
        boolean shows = found.line().startsWith("show ");
        if (shows && station.device().has(LabFault.DRIP)) {
            screen.dripping(options.drip());
        }
        if (shows && station.device().has(LabFault.CLOSE)) {
            screen.cutting();
        }
        return screen;
    }

    /** False when the command ends here. */
    private boolean carryOut(Effect effect, Match.Found found, Facts facts, Screen screen) throws HungUp {
        switch (effect) {
            case Effect.Ask ask -> {
                return ask(facts.fill(ask.question()));
            }
            case Effect.Secret secret -> {
                return knowsSecret(secret);
            }
            case Effect.CheckMask check -> {
                return maskIsGood(check, facts, found.arguments().getOrDefault("mask", ""));
            }
            case Effect.Print print -> print(print, facts, screen);
            case Effect.EachInterface each -> eachInterface(each, facts, screen);
            case Effect.Keep keep -> station.configure(config -> config.keep(section, found.line(), keep.once()));
            case Effect.Section begun -> {
                String head = facts.fill(begun.header());
                station.configure(config -> config.section(head));
                section = head;
            }
            case Effect.Enter enter -> enter(enter.mode());
            case Effect.Leave leave -> leave(leave.toTop());
            case Effect.Assign assign -> assign(assign.setting(), found.arguments());
            case Effect.RunIn runIn -> throw new IllegalStateException("`do` is carried out before: " + runIn);
            case Effect.Logout logout -> over = true;
        }
        return true;
    }

    private boolean ask(String question) throws HungUp {
        terminal.show(question);
        Typed typed = terminal.readLine(true);
        station.log(typed.text());
        terminal.pause(station.device().latency());
        return typed.end() == End.ENTER;
    }

    private boolean knowsSecret(Effect.Secret secret) throws HungUp {
        boolean never = station.device().has(LabFault.NO_ENABLE);
        String expected = station.device().enablePassword();
        if (expected.isEmpty() && !never) {
            return true;
        }
        for (int i = 0; i < secret.tries(); i++) {
            terminal.show(secret.question());
            Typed typed = terminal.readLine(false);
            terminal.pause(station.device().latency());
            if (typed.end() != End.ENTER) {
                return false;
            }
            if (!never && typed.text().equals(expected)) {
                return true;
            }
        }
        terminal.showLines(secret.denied());
        return false;
    }

    private boolean maskIsGood(Effect.CheckMask check, Facts facts, String mask) throws HungUp {
        long bits = Slots.bits(mask);
        if (Slots.isMask(bits)) {
            return true;
        }
        String hex = String.format(Locale.ROOT, "%08X", bits);
        terminal.showLines(facts.with(Map.of("hex", hex)).fill(check.refusal()));
        return false;
    }

    private void print(Effect.Print print, Facts facts, Screen screen) throws HungUp {
        String text = print.text();
        Facts known = text.contains("${running_config}") ? station.withConfig(facts) : facts;
        long times = Math.min(MOST_TIMES, Long.parseLong(facts.fill(print.times())));
        for (long tick = 1; tick <= times && !screen.stopped(); tick++) {
            screen.pause(print.every());
            Facts now = text.contains("${tick") ? known.with(Map.of("tick", String.valueOf(tick))) : known;
            for (String line : now.fill(text).lines().toList()) {
                screen.line(line);
            }
        }
    }

    private void eachInterface(Effect.EachInterface each, Facts facts, Screen screen) throws HungUp {
        var blocks = new ArrayList<Block>();
        station.eachInterface(blocks::add);
        for (Block block : blocks) {
            screen.line(facts.with(InterfaceFacts.of(block)).fill(each.row()).stripTrailing());
        }
    }

    private void assign(Setting setting, Map<String, String> arguments) {
        switch (setting) {
            case LENGTH -> length = Integer.parseInt(arguments.getOrDefault("count", "0"));
            case HOSTNAME -> station.rename(arguments.getOrDefault("name", ""));
            case WIDTH -> {
                // Lines are never wrapped, so the width is only accepted.
            }
        }
    }
}
