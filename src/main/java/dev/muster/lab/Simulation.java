package dev.muster.lab;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of device answers, as its data file says.
 *
 * @param welcome shown before the first prompt
 * @param greeting what happens after that and before the first prompt
 * @param login the mode a session begins in
 * @param exec the mode in which a command runs that comes without a shell
 * @param comment what a line begins with that says nothing
 * @param shows the words with which one asks to be shown something
 * @param filters what may stand behind {@code |}, by the word it begins with
 * @param stamp shown before each answer unless it is switched off; empty for nothing
 * @param runningConfig the text of a fresh device's configuration
 * @param variants facts in which devices differ, taken in turn
 * @param commitErrors what a commit refuses
 * @param commands by mode
 */
record Simulation(
        String welcome,
        List<Effect> greeting,
        String login,
        String exec,
        String comment,
        List<String> shows,
        Map<String, OutputFilter.Kind> filters,
        String stamp,
        Page page,
        Refusals refusals,
        Manner manner,
        Telnet telnet,
        Style style,
        String runningConfig,
        List<Map<String, String>> variants,
        List<CommitError> commitErrors,
        Map<String, Mode> modes,
        Map<String, List<Command>> commands,
        CommandMatcher matcher) {

    /** How output is paged: after how many lines (0: never), what is shown there and what wipes it out. */
    record Page(int lines, String more, String erase) {}

    /** What is shown instead of an answer. */
    record Refusals(String invalid, String ambiguous, String incomplete, String commit) {}

    /**
     * The manners of the terminal.
     *
     * @param lineEnd behind each line
     * @param onlyReturn whether Enter is a carriage return and nothing else
     * @param repaints whether a line that is entered is shown again, prompt and all
     * @param charset of what it shows and reads
     * @param userSuffix what may follow the user name, or null
     */
    record Manner(
            String lineEnd,
            boolean onlyReturn,
            boolean repaints,
            Charset charset,
            @Nullable Pattern userSuffix) {}

    /** How a user logs in by telnet, and what is said when that does not work. */
    record Telnet(String banner, String user, String password, String denied, int tries) {}

    /**
     * How a configuration is written.
     *
     * @param tree whether it is shown in braces
     * @param negation the word, with a space, that takes a line back, or empty
     * @param indent spaces before the lines of a section
     * @param heads characters with which a top-level line begins; empty when every line without indent is one
     * @param separator the line between sections, or empty
     * @param last beginnings of lines that always come last
     * @param keyed words of a tree that a name follows
     * @param single words of a tree that one value follows, which the next replaces
     * @param hostname the beginning of the line that names the device
     */
    record Style(
            boolean tree,
            String negation,
            int indent,
            String heads,
            String separator,
            List<String> last,
            List<String> keyed,
            List<String> single,
            String hostname) {}

    /** A configuration line that is only refused when it is committed, and what is said about it. */
    record CommitError(Pattern line, String error) {}

    /**
     * A mode of the command line.
     *
     * @param up the mode that {@code exit} leads to, or null
     * @param top the mode that {@code end} leads to, or null
     * @param wider the mode whose commands work here too and lead there, or null
     * @param candidate whether lines change a candidate instead of the running configuration
     * @param invalid what is said here to what is no command, or null for what is said everywhere
     */
    record Mode(
            String prompt,
            @Nullable String up,
            @Nullable String top,
            @Nullable String wider,
            boolean candidate,
            @Nullable String invalid) {}

    Mode mode(String name) {
        Mode mode = modes.get(name);
        if (mode == null) {
            throw new IllegalStateException("no mode " + name);
        }
        return mode;
    }

    /** Whether a line asks to be shown something; the beginning of the word is enough. */
    boolean isShow(String line) {
        String first = line.strip().split("\\s+", 2)[0];
        return first.length() > 1 && shows.stream().anyMatch(word -> word.startsWith(first));
    }

    List<Command> commands(String mode) {
        return commands.getOrDefault(mode, List.of());
    }

    /** Facts of the device with this number, from 1. */
    Map<String, String> variant(int number) {
        return variants.isEmpty() ? Map.of() : variants.get((number - 1) % variants.size());
    }
}
