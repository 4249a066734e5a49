package dev.muster.lab;

import java.util.Map;

/** What a typed line is to a simulation. */
sealed interface Match {

    /**
     * A command.
     *
     * @param line the line with every word in full
     * @param arguments what was typed for each slot
     */
    record Found(Command command, String line, Map<String, String> arguments) implements Match {}

    /**
     * No command.
     *
     * @param column where it stops being one, from 0
     */
    record Invalid(int column) implements Match {}

    /** The beginning of several commands. */
    record Ambiguous() implements Match {}

    /**
     * The beginning of a command.
     *
     * @param line what there is of it, with every word in full
     */
    record Incomplete(String line) implements Match {}
}
