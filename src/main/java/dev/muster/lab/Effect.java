package dev.muster.lab;

import java.time.Duration;

/** One thing that a simulated command does; texts may hold facts such as {@code ${hostname}}. */
sealed interface Effect {

    /** Asks a question and goes on with any answer. */
    record Ask(String question) implements Effect {}

    /** Asks for the enable password; without it the command ends here. */
    record Secret(String question, int tries, String denied) implements Effect {}

    /** Refuses an address whose mask is none. */
    record CheckMask(String refusal) implements Effect {}

    /**
     * Shows lines.
     *
     * @param times how often, as text that holds a number
     * @param every the wait before each time
     */
    record Print(String text, String times, Duration every) implements Effect {}

    /** Shows a line for each interface of the running configuration. */
    record EachInterface(String row) implements Effect {}

    /** Makes the typed line part of the running configuration, in place of the line that begins with {@code once}. */
    record Keep(String once, boolean usual) implements Effect {}

    /** Goes on inside a section of the running configuration, which begins if it is new. */
    record Section(String header) implements Effect {}

    /** Changes to another mode. */
    record Enter(String mode) implements Effect {}

    /** Goes back to the mode above, or all the way. */
    record Leave(boolean toTop) implements Effect {}

    /** Takes a setting from the command's argument. */
    record Assign(Setting setting) implements Effect {}

    /** Runs the rest of the line as a command of another mode. */
    record RunIn(String mode) implements Effect {}

    /** Ends the session. */
    record Logout() implements Effect {}

    /** What a command can set. */
    enum Setting {
        LENGTH,
        WIDTH,
        HOSTNAME
    }
}
