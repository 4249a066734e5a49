package dev.muster.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a simulated command does; texts may hold facts such as {@code ${hostname}}. */
sealed interface Effect {

    /** Something the user is asked or that is looked up; it may end the command. */
    sealed interface Question extends Effect {}

    /** Something that is shown. */
    sealed interface Showing extends Effect {}

    /** A change to a configuration; it may end the command. */
    sealed interface Editing extends Effect {}

    /** A change to the session; it may end the command. */
    sealed interface Moving extends Effect {}

    /** What follows happens only then: {@code changed}, {@code unsaved}, {@code fact=value}, each also with not. */
    record When(String condition, List<Effect> effects) implements Effect {}

    /**
     * Asks a question.
     *
     * @param answers what each answer does; without any, every answer goes on
     * @param otherwise what an empty line means
     */
    record Ask(String question, Map<String, List<Effect>> answers, String otherwise) implements Effect {}

    /** Asks for one key: Enter or {@code y} goes on, and so does any other where {@code any}. */
    record Confirm(String question, boolean any) implements Question {}

    /** Asks for the enable password; without it the command ends here. */
    record Secret(String question, int tries, String denied) implements Question {}

    /** Refuses an address whose mask is none. */
    record CheckMask(String refusal) implements Question {}

    /** Learns size and checksums of a file of the device; refuses one that is not there. */
    record CheckFile(String file, String refusal) implements Question {}

    /** Does nothing for a while; a device with slow saves takes its own time for it where {@code saving}. */
    record Wait(Duration time, boolean saving) implements Showing {}

    /**
     * Takes lines as they come until the end of a text; the lines join the line of the command.
     *
     * @param message shown before the first of them
     * @param end the line that ends the text, or null for the mark that the text begins with
     */
    record RawLines(String message, @Nullable String end) implements Question {}

    /**
     * Shows lines.
     *
     * @param times how often, as text that holds a number
     * @param every the wait before each time
     */
    record Print(String text, String times, Duration every) implements Showing {}

    /** Shows text as it is, without a line end of its own. */
    record Raw(String text) implements Showing {}

    /** Shows a line for each interface of the running configuration. */
    record EachInterface(String row) implements Showing {}

    /** Shows a line for each file of the device. */
    record EachFile(String row) implements Showing {}

    /**
     * Makes a line part of the configuration, in place of the line that begins with {@code once}.
     *
     * @param line null for the line as it was typed
     * @param under the head of its section, or null for the one that is being edited
     */
    record Keep(@Nullable String line, @Nullable String under, String once, boolean usual) implements Editing {}

    /** Takes every line that begins so out of the configuration. */
    record Remove(String line) implements Editing {}

    /** The running configuration becomes the startup one. */
    record Save() implements Editing {}

    /** Takes a setting from the command's argument. */
    record Assign(Setting setting) implements Moving {}

    /** Remembers facts until the session ends. */
    record Remember(Map<String, String> facts) implements Moving {}

    /** Begins to edit a candidate: this session's own, or one that others see too. */
    record Candidate(String name) implements Editing {}

    /**
     * Makes the candidate the running configuration; a candidate with errors ends the command.
     *
     * @param confirmed after which time it is taken back unless another commit follows, or empty
     */
    record Commit(String done, String unchanged, boolean check, String confirmed) implements Editing {}

    /** Drops the changes of the candidate. */
    record Discard() implements Editing {}

    /** Makes the candidate what was running some commits ago. */
    record Load(String back, String refusal) implements Editing {}

    /** Goes on inside a section of the configuration, which begins if it is new. */
    record Section(String header) implements Moving {}

    /** Changes to another mode. */
    record Enter(String mode) implements Moving {}

    /** Goes back to the mode above, or all the way. */
    record Leave(boolean toTop) implements Moving {}

    /** Runs the rest of the line as a command of another mode. */
    record RunIn(String mode) implements Moving {}

    /** The command ends here. */
    record Stop() implements Moving {}

    /** Ends the session. */
    record Logout() implements Moving {}

    /** The device starts again: every connection breaks, and it cannot be reached for a while. */
    record Reload() implements Moving {}

    /** What a command can set. */
    enum Setting {
        LENGTH,
        WIDTH,
        STAMP,
        NO_STAMP
    }
}
