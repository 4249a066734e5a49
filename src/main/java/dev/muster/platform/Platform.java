package dev.muster.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Muster must know of one kind of device to hold a conversation with its command line.
 *
 * @param id the name users write, such as {@code cisco_iosxe}
 * @param aliases other names for it, as scrapli, netmiko and netdev have them
 * @param defaultMode the mode in which commands run
 * @param modes in the order in which their patterns are tried
 * @param setup commands sent after login, best effort: a refusal is no failure
 * @param dialogs questions answered during set-up, configuring, committing and leaving
 * @param configuration how it is configured, or null when it is not known
 * @param commit how changes become effective, or null when they do at once
 * @param saving how the configuration is kept, or null when that needs nothing or is not known
 * @param contexts devices within the device, or null
 * @param leave commands that log out
 * @param refusals lines by which the device rejects a command
 * @param sessionLimit texts that say that no line or session is free
 * @param detect how to recognise the platform
 * @param textfsm the platform's name in template indexes
 * @param copying how files are copied and checked
 * @param secrets what in a configuration is secret: the groups of these, or all that they match, in one line
 * @param reloading how the device is started again, or null when that is not known
 * @param api how it takes commands over HTTP, or null when it does not or that is not known
 * @param columns by commands: what their rows have in common with those of other platforms
 */
public record Platform(
        String id,
        String description,
        List<String> aliases,
        String defaultMode,
        List<Mode> modes,
        Login login,
        Keyboard keyboard,
        Screen screen,
        List<String> setup,
        List<Dialog> dialogs,
        @Nullable Configuration configuration,
        @Nullable Commit commit,
        @Nullable Save saving,
        @Nullable Contexts contexts,
        List<String> leave,
        List<Pattern> refusals,
        List<Pattern> sessionLimit,
        List<Detection> detect,
        String textfsm,
        Copying copying,
        List<Pattern> secrets,
        @Nullable Reloading reloading,
        @Nullable Api api,
        Map<String, Normal> columns) {

    /** What a pager shows at the end of a page, and the answer that brings the next one. */
    public record Pager(Pattern match, String answer) {}

    public Platform {
        aliases = List.copyOf(aliases);
        modes = List.copyOf(modes);
        setup = List.copyOf(setup);
        dialogs = List.copyOf(dialogs);
        leave = List.copyOf(leave);
        refusals = List.copyOf(refusals);
        sessionLimit = List.copyOf(sessionLimit);
        detect = List.copyOf(detect);
        columns = Map.copyOf(columns);
        secrets = List.copyOf(secrets);
    }

    /** How many last lines a prompt may span, 1 or 2. */
    public int promptLines() {
        return screen.promptLines();
    }

    /** How many characters of a long host name the prompt keeps in configuration mode, 0 for all. */
    public int promptTruncation() {
        return screen.promptTruncation();
    }

    /** What a pager shows and what is answered, or null when the platform has none. */
    public @Nullable Pager pager() {
        return screen.pager();
    }

    /** Whether the device repeats what is sent. */
    public boolean echo() {
        return keyboard.echoing() != Echoing.FALSE;
    }

    /** Commands that keep the configuration. */
    public List<String> save() {
        return saving == null ? List.of() : saving.commands();
    }

    /** The mode with this name, or null. */
    public @Nullable Mode mode(String name) {
        for (Mode mode : modes) {
            if (mode.name().equals(name)) {
                return mode;
            }
        }
        return null;
    }

    /** The modes to pass through from one to another, without the first; see {@link #route}. */
    public List<Mode> path(String start, String goal) {
        return route(start, goal).stream().map(Way::to).toList();
    }

    /**
     * The shortest way from one mode to another; empty when there is none or nothing to do. A mode is entered from one of
     * its {@code entrances} and left towards the first of them; where both lead to the goal, entering comes first.
     */
    public List<Way> route(String start, String goal) {
        Map<String, Way> reachedBy = new HashMap<>();
        var queue = new ArrayDeque<String>(List.of(start));
        while (!queue.isEmpty() && !reachedBy.containsKey(goal)) {
            for (Way way : ways(queue.remove())) {
                String next = way.to().name();
                if (!next.equals(start) && reachedBy.putIfAbsent(next, way) == null) {
                    queue.add(next);
                }
            }
        }
        var route = new ArrayList<Way>();
        for (Way way = reachedBy.get(goal);
                way != null;
                way = reachedBy.get(way.from().name())) {
            route.addFirst(way);
        }
        return route;
    }

    private List<Way> ways(String name) {
        Mode here = mode(name);
        var found = new ArrayList<Way>();
        if (here == null) {
            return found;
        }
        for (Mode mode : modes) {
            if (mode.enter() != null && mode.entrances().contains(name)) {
                found.add(new Way(here, mode, mode.enter(), true));
            }
        }
        Mode outer = here.from() == null ? null : mode(here.from());
        if (outer != null && here.leave() != null) {
            found.add(new Way(here, outer, here.leave(), false));
        }
        return found;
    }
}
