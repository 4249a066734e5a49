package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a template: its values, a blank line, its states. */
final class TemplateReader {
    private static final int LONGEST_NAME = 48;
    private final String[] lines;
    private final List<Value> values = new ArrayList<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private int number;

    TemplateReader(String text) {
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        lines = content.split("\r\n|\r|\n", -1);
    }

    List<Value> values() {
        return values;
    }

    /** Reads all and checks where rules lead. */
    Map<String, State> read() {
        readValues();
        var rules = new RuleReader(values);
        boolean more = true;
        while (more) {
            more = readState(rules);
        }
        validate();
        return states;
    }

    /** The next line without spaces at its end, or null. */
    private @Nullable String next() {
        return number < lines.length ? Lines.stripEnd(lines[number++]) : null;
    }

    private static boolean isComment(String line) {
        return Lines.strip(line).startsWith("#");
    }

    private void readValues() {
        for (String line = next(); line != null && !line.isEmpty(); line = next()) {
            if (isComment(line)) {
                continue;
            }
            if (!line.startsWith("Value ")) {
                throw new TemplateException(
                        number,
                        values.isEmpty()
                                ? "a template begins with its values: Value [Options] NAME (pattern)"
                                : "a blank line must stand between the values and the first state");
            }
            add(Value.read(line, number));
        }
    }

    private void add(Value value) {
        if (values.stream().anyMatch(other -> other.name().equals(value.name()))) {
            throw new TemplateException(number, "the value '" + value.name() + "' is declared twice");
        }
        values.add(value);
    }

    private boolean readState(RuleReader reader) {
        String name = stateName();
        if (name == null) {
            return false;
        }
        var rules = new ArrayList<Rule>();
        for (String line = next(); line != null && !line.isEmpty(); line = next()) {
            if (isComment(line)) {
                continue;
            }
            if (!line.startsWith(" ^") && !line.startsWith("  ^") && !line.startsWith("\t^")) {
                throw new TemplateException(
                        number, "a rule begins with one or two spaces or a tab, and then ^: '" + line + "'");
            }
            rules.add(reader.read(line, number));
        }
        states.put(name, new State(name, rules));
        return true;
    }

    private @Nullable String stateName() {
        String line = next();
        while (line != null && (line.isEmpty() || isComment(line))) {
            line = next();
        }
        if (line == null) {
            return null;
        }
        boolean wellFormed = line.codePoints().allMatch(Alphabet::isWord)
                && line.codePointCount(0, line.length()) <= LONGEST_NAME
                && !RuleReader.isReserved(line);
        if (!wellFormed) {
            throw new TemplateException(
                    number,
                    "'" + line
                            + "' cannot be the name of a state: letters, digits and _, at most 48, none of the actions");
        }
        if (states.containsKey(line)) {
            throw new TemplateException(number, "the state '" + line + "' is defined twice");
        }
        return line;
    }

    private void validate() {
        if (!states.containsKey("Start")) {
            throw new TemplateException(0, "there is no state 'Start'");
        }
        for (String empty : List.of("End", "EOF")) {
            State state = states.get(empty);
            if (state != null && !state.rules().isEmpty()) {
                throw new TemplateException(
                        state.rules().getFirst().line(), "the state '" + empty + "' must have no rules");
            }
        }
        states.remove("End");
        states.values().forEach(state -> state.rules().forEach(rule -> requireState(rule, state)));
    }

    private void requireState(Rule rule, State state) {
        boolean leadsNowhere = rule.action() != Rule.LineAction.ERROR
                && !rule.next().isEmpty()
                && !rule.next().equals("End")
                && !rule.next().equals("EOF")
                && !states.containsKey(rule.next());
        if (leadsNowhere) {
            throw new TemplateException(
                    rule.line(),
                    "there is no state '" + rule.next() + "', to which state '" + state.name() + "' leads");
        }
    }
}
