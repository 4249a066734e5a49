package dev.muster.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A platform file made of what was learned on one device.
 *
 * @param id of the new platform
 * @param about comments at its head, without {@code #}
 * @param prompt at which commands run
 * @param before the prompt before {@code enable}, or null when it was not needed
 * @param asks what asks for the password of {@code enable}, or null when nothing did
 * @param setup commands that were accepted and switch the pager off
 * @param pager what a pager showed, or null when none did
 * @param refusals beginnings of lines by which a command was rejected
 * @param leave the command that logged out, or null when none did
 * @param detect a command and the beginning of a line of its answer, or null
 * @param enterKey what ends a line
 * @param echo whether the device repeats what is typed
 */
public record Sketch(
        String id,
        List<String> about,
        String prompt,
        @Nullable String before,
        @Nullable String asks,
        List<String> setup,
        @Nullable String pager,
        List<String> refusals,
        @Nullable String leave,
        @Nullable Known detect,
        String enterKey,
        boolean echo) {
    private static final Pattern PROMPT =
            Pattern.compile("^(\\W*)((?:\\w+/)+\\w+:)?([\\w.\\-]{1,32}@)?([\\w.\\-]{1,63})(.*?)\\s*$");

    /** A command and the beginning of a line of its answer. */
    public record Known(String command, String line) {}

    public Sketch {
        about = List.copyOf(about);
        setup = List.copyOf(setup);
        refusals = List.copyOf(refusals);
    }

    /** The file. */
    public String yaml() {
        var lines = new ArrayList<String>();
        about.forEach(line -> lines.add(("# " + line).stripTrailing()));
        lines.add("id: " + id);
        lines.add("description: " + quoted("learned by muster probe, to be checked"));
        lines.add("default_mode: " + (before == null ? "exec" : "privilege_exec"));
        lines.add("modes:");
        modes(lines);
        lines.add("setup: " + list(setup));
        lines.add("pager: {match: " + quoted(pagerPattern()) + ", answer: ' '}"
                + (pager == null ? "      # none was seen, this is what many show" : ""));
        if (!enterKey.equals("\n")) {
            lines.add("enter_key: \"" + enterKey.replace("\r", "\\r").replace("\n", "\\n") + "\"");
        }
        if (!echo) {
            lines.add("echo: false");
        }
        lines.add("leave: " + (leave == null ? "[]" : list(List.of(leave))));
        if (detect != null) {
            lines.add("detect:");
            lines.add("  - {command: " + quoted(detect.command()) + ", match: " + quoted("^" + escaped(detect.line()))
                    + "}");
        }
        lines.add("refusals: " + list(refusals));
        return String.join("\n", lines) + "\n";
    }

    private void modes(List<String> lines) {
        lines.add("  # for `configure` steps add the mode of the configuration, before the others:");
        lines.add("  # - {name: config, pattern: '...', from: " + (before == null ? "exec" : "privilege_exec")
                + ", enter: configure terminal, leave: end}");
        if (before == null) {
            lines.add("  - {name: exec, pattern: " + quoted(promptPattern(prompt)) + "}");
            return;
        }
        lines.add("  - name: privilege_exec");
        lines.add("    pattern: " + quoted(promptPattern(prompt)));
        lines.add("    from: exec");
        lines.add("    enter: enable");
        if (asks != null) {
            lines.add("    auth_prompt: " + quoted("^" + escaped(asks.strip()) + "\\s?$"));
        }
        lines.add("    login: true");
        lines.add("  - {name: exec, pattern: " + quoted(promptPattern(before)) + "}");
    }

    /** A pattern for the prompts of all devices like this one. */
    public static String promptPattern(String prompt) {
        Matcher parts = PROMPT.matcher(prompt.strip());
        if (!parts.matches()) {
            return "^" + escaped(prompt.strip()) + "\\s*$";
        }
        String place = parts.group(2) == null ? "" : "[\\w/]{1,24}:";
        String user = parts.group(3) == null ? "" : "[\\w.\\-]{1,32}@";
        String rest = parts.group(5);
        // a word and nothing else is no prompt by its look, only by its text
        String host = rest.isEmpty() ? escaped(parts.group(4)) : "[\\w.\\-]{1,63}";
        return "^" + escaped(parts.group(1)) + place + user + "(?<host>" + host + ")" + escaped(rest) + "\\s*$";
    }

    private String pagerPattern() {
        if (pager == null) {
            return "^ ?-{1,5} ?\\(?[Mm](?:ore|ORE)\\b";
        }
        return "^\\s{0,2}" + escaped(pager.strip()).replaceAll("\\d+", "\\\\d{1,4}");
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\.^$|?*+()\\[\\]{}])", "\\\\$1");
    }

    private static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(Sketch::quoted).toList()) + "]";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
