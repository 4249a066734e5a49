package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a template.
 *
 * @param options in the order of their declaration, which is the order in which they act
 * @param pattern in its parentheses, as it was written
 * @param nested the pattern of a list that has groups of its own; its rows are maps
 */
public record Value(
        String name,
        List<Option> options,
        String pattern,
        @Nullable PythonRegex nested) {
    private static final int LONGEST_NAME = 48;

    public Value {
        options = List.copyOf(options);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** The pattern as a group with this value's name. */
    String group() {
        return "(?P<" + name + ">" + pattern.substring(1);
    }

    static Value read(String line, int number) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        if (words.size() < 3) {
            throw new TemplateException(number, "a value needs a name and a pattern: Value [Options] NAME (pattern)");
        }
        boolean plain = words.get(2).startsWith("(");
        List<Option> options = plain ? List.of() : options(words.get(1), number);
        String name = words.get(plain ? 1 : 2);
        String pattern = String.join(" ", words.subList(plain ? 2 : 3, words.size()));
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new TemplateException(number, "the name '" + name + "' is longer than 48 characters");
        }
        if (!pattern.startsWith("(") || !pattern.endsWith(")") || pattern.length() < 2) {
            throw new TemplateException(number, "the pattern '" + pattern + "' must stand in one pair of parentheses");
        }
        PythonRegex regex = compile(pattern, number);
        boolean nests = options.contains(Option.LIST)
                && regex.groupCount() > 1
                && !regex.groupNames().isEmpty();
        return new Value(name, options, pattern, nests ? regex : null);
    }

    private static List<Option> options(String words, int number) {
        var options = new ArrayList<Option>();
        for (String word : words.split(",", -1)) {
            Option option = Option.named(word)
                    .orElseThrow(() -> new TemplateException(
                            number, "unknown option '" + word + "'; there are Filldown, Fillup, Key, List, Required"));
            if (options.contains(option)) {
                throw new TemplateException(number, "option " + option + " stands twice");
            }
            options.add(option);
        }
        return options;
    }

    private static PythonRegex compile(String pattern, int number) {
        try {
            return PythonRegex.compile(pattern);
        } catch (PatternException refused) {
            throw new TemplateException(number, "the pattern '" + pattern + "' is not valid: " + refused.getMessage());
        }
    }
}
