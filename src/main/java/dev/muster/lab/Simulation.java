package dev.muster.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of device answers, as its data file says.
 *
 * @param welcome shown before the first prompt
 * @param login the mode a session begins in
 * @param negation the word that takes a configuration line back, or null
 * @param filters whether {@code | include} and its like work on output
 * @param runningConfig the text of a fresh device's configuration
 * @param commands by mode
 */
record Simulation(
        String welcome,
        String login,
        @Nullable String negation,
        boolean filters,
        Page page,
        Refusals refusals,
        String runningConfig,
        Map<String, Mode> modes,
        Map<String, List<Command>> commands,
        CommandMatcher matcher) {

    /** How output is paged: after how many lines (0: never), what is shown there and what wipes it out. */
    record Page(int lines, String more, String erase) {}

    /** What is shown instead of an answer. */
    record Refusals(String invalid, String ambiguous, String incomplete) {}

    /**
     * A mode of the command line.
     *
     * @param up the mode that {@code exit} leads to, or null
     * @param top the mode that {@code end} leads to, or null
     * @param wider the mode whose commands work here too and lead there, or null
     */
    record Mode(
            String prompt,
            @Nullable String up,
            @Nullable String top,
            @Nullable String wider) {}

    Mode mode(String name) {
        Mode mode = modes.get(name);
        if (mode == null) {
            throw new IllegalStateException("no mode " + name);
        }
        return mode;
    }

    List<Command> commands(String mode) {
        return commands.getOrDefault(mode, List.of());
    }
}
