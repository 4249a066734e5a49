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
 * @param promptLines how many last lines a prompt may span, 1 or 2
 * @param promptTruncation how many characters of a long host name the prompt keeps in configuration mode, 0 for all
 * @param setup commands sent after login, best effort: a refusal is no failure
 * @param pager what a pager shows and what is answered, or null when the platform has none
 * @param leave commands that log out
 * @param save commands that keep the configuration
 * @param refusals lines by which the device rejects a command
 * @param echo whether the device repeats what is sent
 * @param textfsm the platform's name in template indexes
 */
public record Platform(
        String id,
        String description,
        List<String> aliases,
        String defaultMode,
        List<Mode> modes,
        int promptLines,
        int promptTruncation,
        List<String> setup,
        @Nullable Pager pager,
        List<String> leave,
        List<String> save,
        List<Pattern> refusals,
        boolean echo,
        String textfsm) {

    /** What a pager shows at the end of a page, and the answer that brings the next one. */
    public record Pager(Pattern match, String answer) {}

    public Platform {
        aliases = List.copyOf(aliases);
        modes = List.copyOf(modes);
        setup = List.copyOf(setup);
        leave = List.copyOf(leave);
        save = List.copyOf(save);
        refusals = List.copyOf(refusals);
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

    /**
     * The modes to pass through from one to another, without the first; empty when there is no way or nothing to do. A
     * mode is entered from its {@code from} and left towards it.
     */
    public List<Mode> path(String start, String goal) {
        Map<String, String> cameFrom = new HashMap<>();
        var queue = new ArrayDeque<String>(List.of(start));
        cameFrom.put(start, start);
        while (!queue.isEmpty() && !cameFrom.containsKey(goal)) {
            String here = queue.remove();
            for (String next : neighbours(here)) {
                if (cameFrom.putIfAbsent(next, here) == null) {
                    queue.add(next);
                }
            }
        }
        var path = new ArrayList<Mode>();
        for (String at = goal; cameFrom.containsKey(at) && !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            Mode mode = mode(at);
            if (mode != null) {
                path.addFirst(mode);
            }
        }
        return path;
    }

    private List<String> neighbours(String name) {
        var found = new ArrayList<String>();
        for (Mode mode : modes) {
            if (mode.from() != null && mode.from().equals(name) && mode.enter() != null) {
                found.add(mode.name());
            }
        }
        Mode mode = mode(name);
        if (mode != null && mode.from() != null && mode.leave() != null) {
            found.add(mode.from());
        }
        return found;
    }
}
