package dev.muster.lab;

import dev.muster.lab.Command.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the command that a typed line means, word by word, as a command line with abbreviations does. */
final class CommandMatcher {
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final boolean abbreviate;
    private final Slots slots;

    CommandMatcher(boolean abbreviate, Slots slots) {
        this.abbreviate = abbreviate;
        this.slots = slots;
    }

    /** A word as typed, and where. */
    private record Token(String text, int column) {}

    /** What the line is, when only these commands count. */
    Match match(List<Command> commands, String line) {
        List<Token> tokens = tokens(line);
        List<Command> left = commands;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            List<Command> fitting = fitting(left, i, token.text());
            if (fitting.isEmpty()) {
                return new Match.Invalid(token.column() + common(left, i, token.text()));
            }
            if (ambiguous(fitting, i, token.text())) {
                return new Match.Ambiguous();
            }
            left = fitting;
            if (allTakeRest(left, i)) {
                return found(left.getFirst(), tokens, line);
            }
        }
        for (Command command : left) {
            if (command.words().size() == tokens.size()) {
                return found(command, tokens, line);
            }
        }
        return new Match.Incomplete(inFull(left.getFirst(), tokens, line, new LinkedHashMap<>()));
    }

    private static List<Token> tokens(String line) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(), matcher.start()));
        }
        return tokens;
    }

    private static @Nullable Word word(Command command, int i) {
        return i < command.words().size() ? command.words().get(i) : null;
    }

    private static boolean allTakeRest(List<Command> commands, int i) {
        return commands.stream().allMatch(command -> {
            Word word = word(command, i);
            return word != null && word.takesRest();
        });
    }

    /** Words typed in full win over beginnings, beginnings over slots. */
    private List<Command> fitting(List<Command> commands, int i, String typed) {
        var exact = new ArrayList<Command>();
        var begun = new ArrayList<Command>();
        var slotted = new ArrayList<Command>();
        for (Command command : commands) {
            Word word = word(command, i);
            if (word == null) {
                continue;
            }
            if (word.slot()) {
                if (accepted(word, typed) != null) {
                    slotted.add(command);
                }
            } else if (word.text().equalsIgnoreCase(typed)) {
                exact.add(command);
            } else if (abbreviate && begins(word.text(), typed)) {
                begun.add(command);
            }
        }
        return !exact.isEmpty() ? exact : !begun.isEmpty() ? begun : slotted;
    }

    /** What was typed for a slot, in full and without what stands before it; null when it does not fit. */
    private @Nullable String accepted(Word word, String typed) {
        return begins(typed, word.before())
                ? slots.accept(word.text(), typed.substring(word.before().length()))
                : null;
    }

    private static boolean begins(String word, String typed) {
        return word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }

    private static boolean ambiguous(List<Command> commands, int i, String typed) {
        return commands.stream()
                        .map(command -> Objects.requireNonNull(word(command, i)))
                        .filter(word -> !word.slot() && !word.text().equalsIgnoreCase(typed))
                        .map(Word::text)
                        .distinct()
                        .count()
                > 1;
    }

    /** How much of a wrong word is the beginning of a right one: the caret stands behind it. */
    private static int common(List<Command> commands, int i, String typed) {
        int most = 0;
        for (Command command : commands) {
            Word word = word(command, i);
            for (int n = 1; word != null && !word.slot() && n < typed.length(); n++) {
                if (begins(word.text(), typed.substring(0, n))) {
                    most = Math.max(most, n);
                }
            }
        }
        return most;
    }

    private Match.Found found(Command command, List<Token> tokens, String line) {
        var arguments = new LinkedHashMap<String, String>();
        String full = inFull(command, tokens, line, arguments);
        return new Match.Found(command, full, Map.copyOf(arguments));
    }

    private String inFull(Command command, List<Token> tokens, String line, Map<String, String> arguments) {
        var full = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            Word word = Objects.requireNonNull(word(command, i));
            Token token = tokens.get(i);
            String text = word.takesRest()
                    ? line.substring(token.column()).stripTrailing()
                    : word.slot() ? Objects.requireNonNull(accepted(word, token.text())) : word.text();
            full.add(word.before() + text);
            if (word.slot()) {
                arguments.put(word.text(), text);
            }
            if (word.takesRest()) {
                break;
            }
        }
        return String.join(" ", full);
    }
}
