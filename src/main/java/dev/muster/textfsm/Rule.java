package dev.muster.textfsm;

import java.util.List;

/**
 * A rule of a state.
 *
 * @param next the name of the next state, or the quoted text of an error; empty to stay
 * @param groups for each group of the pattern that has the name of a value, its number
 * @param values for each of these, the index of the value
 */
@SuppressWarnings("ArrayRecordComponent")
record Rule(
        PythonRegex regex, LineAction action, RecordAction record, String next, int line, int[] groups, int[] values) {

    static Rule of(PythonRegex regex, Action action, int line, List<String> names) {
        int[] numbers = regex.groupNames().entrySet().stream()
                .filter(group -> names.contains(group.getKey()))
                .mapToInt(java.util.Map.Entry::getValue)
                .toArray();
        int[] indexes = regex.groupNames().keySet().stream()
                .filter(names::contains)
                .mapToInt(names::indexOf)
                .toArray();
        return new Rule(regex, action.line(), action.record(), action.next(), line, numbers, indexes);
    }

    /** What stands after the arrow. */
    record Action(LineAction line, RecordAction record, String next) {
        static final Action NONE = new Action(LineAction.NEXT, RecordAction.NO_RECORD, "");
    }

    /** What happens to the line. */
    enum LineAction {
        NEXT,
        CONTINUE,
        ERROR
    }

    /** What happens to the row that is being collected. */
    enum RecordAction {
        NO_RECORD,
        RECORD,
        CLEAR,
        CLEARALL
    }
}
