package dev.muster.textfsm;

import dev.muster.textfsm.Rule.Action;
import dev.muster.textfsm.Rule.LineAction;
import dev.muster.textfsm.Rule.RecordAction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a rule: a pattern with {@code ${NAME}}s, an arrow and what to do. */
final class RuleReader {
    private static final String LINE = "(?P<line>Continue|Next|Error)";
    private static final String RECORD = "(?P<record>Clear|Clearall|Record|NoRecord)";
    private static final String NEXT = "(?P<next>\\w+|\\\".*\\\")";
    private static final PythonRegex ARROW = PythonRegex.compile("(?P<match>.*)(\\s->(?P<action>.*))");
    private static final List<PythonRegex> ACTIONS = List.of(
            PythonRegex.compile("\\s+" + LINE + "(\\." + RECORD + ")?(\\s+" + NEXT + ")?$"),
            PythonRegex.compile("\\s+" + RECORD + "(\\s+" + NEXT + ")?$"),
            PythonRegex.compile("(\\s+" + NEXT + ")?$"));
    private static final Map<String, LineAction> LINES =
            Map.of("Next", LineAction.NEXT, "Continue", LineAction.CONTINUE, "Error", LineAction.ERROR);
    private static final Map<String, RecordAction> RECORDS = Map.of(
            "NoRecord", RecordAction.NO_RECORD,
            "Record", RecordAction.RECORD,
            "Clear", RecordAction.CLEAR,
            "Clearall", RecordAction.CLEARALL);

    private final List<Value> values;
    private final List<String> names;

    RuleReader(List<Value> values) {
        this.values = values;
        names = values.stream().map(Value::name).toList();
    }

    static boolean isReserved(String word) {
        return LINES.containsKey(word) || RECORDS.containsKey(word);
    }

    Rule read(String written, int number) {
        String line = Lines.strip(written);
        PythonMatch arrow = ARROW.match(line, PythonRegex.DEFAULT_STEPS);
        String action = arrow == null ? null : arrow.group("action");
        String match = arrow == null ? line : text(arrow.group("match"));
        String pattern = values.isEmpty() ? match : new Substitution(values, match, number).result();
        return Rule.of(
                compile(pattern, number), action == null ? Action.NONE : action(action, line, number), number, names);
    }

    private static PythonRegex compile(String pattern, int number) {
        try {
            return PythonRegex.compile(pattern);
        } catch (PatternException refused) {
            throw new TemplateException(number, "the pattern '" + pattern + "' is not valid: " + refused.getMessage());
        }
    }

    private static Action action(String written, String line, int number) {
        for (PythonRegex form : ACTIONS) {
            PythonMatch match = form.match(written, PythonRegex.DEFAULT_STEPS);
            if (match != null) {
                return checked(
                        new Action(
                                LINES.getOrDefault(named(form, match, "line"), LineAction.NEXT),
                                RECORDS.getOrDefault(named(form, match, "record"), RecordAction.NO_RECORD),
                                named(form, match, "next")),
                        number);
            }
        }
        throw new TemplateException(
                number,
                "'" + line
                        + "' does not end in an action: -> [Next|Continue|Error][.Record|.NoRecord|.Clear|.Clearall] [State]");
    }

    private static Action checked(Action action, int number) {
        if (action.line() == LineAction.CONTINUE && !action.next().isEmpty()) {
            throw new TemplateException(
                    number,
                    "Continue cannot go to another state (" + action.next() + "): the line would be read twice");
        }
        if (action.line() != LineAction.ERROR && action.next().startsWith("\"")) {
            throw new TemplateException(
                    number, "only Error takes a text; a state's name has letters, digits and _ only");
        }
        return action;
    }

    private static String named(PythonRegex form, PythonMatch match, String group) {
        return form.groupNames().containsKey(group) ? text(match.group(group)) : "";
    }

    private static String text(@Nullable String matched) {
        return matched == null ? "" : matched;
    }
}
