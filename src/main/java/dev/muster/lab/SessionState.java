package dev.muster.lab;

import dev.muster.lab.Effect.Setting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a session stands: its mode, the sections it is inside, the candidate it edits, what it remembers. */
final class SessionState {
    private final Station station;
    private final String own;
    private final Deque<String> sections = new ArrayDeque<>();
    private final Map<String, String> remembered = new HashMap<>();
    private final Map<String, String> turn = new HashMap<>();
    private String mode;
    private String candidate;
    private String line = "";
    private int length;
    private boolean stamps = true;
    private boolean over;

    SessionState(Station station, Wire.Window window) {
        this.station = station;
        own = "session " + station.nextSession();
        candidate = own;
        mode = station.simulation().login();
        length = station.simulation().page().lines();
        remembered.put("columns", String.valueOf(window.columns()));
        remembered.put("terminal", window.type());
    }

    String mode() {
        return mode;
    }

    /** Lines on a page, 0 for no pages. */
    int length() {
        return length;
    }

    /** From now on output comes without pages. */
    void endless() {
        length = 0;
    }

    boolean stamps() {
        return stamps;
    }

    boolean over() {
        return over;
    }

    void end() {
        over = true;
    }

    /** A command begins. */
    void begin(Match.Found found) {
        turn.clear();
        turn.putAll(found.arguments());
        String name = turn.get("interface");
        if (name != null) {
            turn.put("interface_short", name.substring(0, 2) + name.replaceFirst("^\\D+", ""));
        }
        line = found.line();
    }

    /** The line of the command, with every word in full. */
    String line() {
        return line;
    }

    /** More lines belong to the command. */
    void extend(String lines) {
        line = line + lines;
    }

    /** What was typed for a slot of the command. */
    String argument(String slot) {
        return turn.getOrDefault(slot, "");
    }

    /** Knows a fact until the command ends. */
    void learn(String fact, String value) {
        turn.put(fact, value);
    }

    /** Knows a fact until the session ends. */
    void remember(String fact, String value) {
        remembered.put(fact, value);
    }

    /** What texts may name now. */
    Facts facts() {
        remembered.put("section", String.join(" ", sections.reversed()));
        return station.facts().with(Map.copyOf(remembered)).with(Map.copyOf(turn));
    }

    /** The text with every fact in it. */
    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        return (text.contains("${mark}") ? facts().with(Map.of("mark", mark())) : facts()).fill(text);
    }

    /** What a prompt shows of changes that are not committed, or not saved. */
    private String mark() {
        ConfigStore configs = station.configs();
        return configs.changed(candidate) ? "^" : configs.unsaved() ? "*" : "";
    }

    /** Goes to a mode; another mode is outside of every section. */
    void enter(String goal) {
        if (!goal.equals(mode)) {
            sections.clear();
        }
        mode = goal;
    }

    /** Goes to the mode above or to the top one, if there is such; a section inside a section ends first. */
    void leave(boolean toTop) {
        Simulation.Mode now = station.simulation().mode(mode);
        String goal = toTop ? now.top() : now.up();
        if (!toTop && sections.size() > 1) {
            sections.pop();
        } else if (goal != null) {
            sections.clear();
            mode = goal;
        }
    }

    /** Goes inside a section. */
    void inside(String head) {
        sections.push(head);
    }

    /** The section that is being edited, with those it is inside of, or null. */
    @Nullable
    String section() {
        return sections.isEmpty() ? null : String.join(" ", sections.reversed());
    }

    void edit(String name) {
        candidate = name.equals("private") ? own : name;
        station.configs().begin(candidate);
    }

    /** The key of the candidate that this session edits when it edits one. */
    String candidate() {
        return candidate;
    }

    /** The key of what this session's lines change: its candidate's, or null for the running configuration. */
    @Nullable
    String edited() {
        return station.simulation().mode(mode).candidate() ? candidate : null;
    }

    void assign(Setting setting) {
        switch (setting) {
            case LENGTH -> length = Integer.parseInt(count());
            case STAMP -> stamps = true;
            case NO_STAMP -> stamps = false;
            case WIDTH -> remembered.put("columns", count());
        }
    }

    private String count() {
        String typed = turn.get("count");
        return typed != null ? typed : remembered.getOrDefault("count", "0");
    }

    /** The session is over; nobody else sees what it did not commit. */
    void forget() {
        station.configs().discard(own);
    }
}
