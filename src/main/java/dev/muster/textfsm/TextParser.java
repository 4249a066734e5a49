package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state machine at work on one text, a line at a time. */
final class TextParser {
    /** Steps after which a try counts as long. */
    private static final long PATIENCE = 20_000;

    private final Template template;
    private final Limits limits;
    private final Machine machine = new Machine();
    private final Machine nested;
    private final Cell[] cells;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private State state;
    private String ended = "";
    private long line;

    TextParser(Template template, Limits limits) {
        this.template = template;
        this.limits = limits;
        cells = template.values().stream().map(Cell::new).toArray(Cell[]::new);
        nested = template.values().stream().anyMatch(value -> value.nested() != null) ? new Machine() : machine;
        state = template.start();
        machine.allow(limits.steps());
    }

    /** False when the template wants no more lines. */
    boolean accept(Lines lines) {
        line++;
        int length = lines.to() - lines.from();
        machine.load(lines.buffer(), lines.from(), lines.to());
        machine.allow(Math.min(limits.steps(), machine.left() + (length + 1L) * limits.stepsPerCharacter()));
        Verdict verdict = state.judge(machine);
        for (int i = 0; i < verdict.size(); i++) {
            if (machine.has(verdict.needs(i)) && matches(verdict, i) && !apply(verdict.rule(i))) {
                break;
            }
        }
        return ended.isEmpty();
    }

    /** The row at the end of the text is recorded unless the template has an empty state EOF or went to End. */
    Table finish() {
        if (!ended.equals("End") && template.state("EOF") == null) {
            record();
        }
        return Table.of(template, rows);
    }

    private boolean matches(Verdict verdict, int index) {
        if (verdict.isCertain(index) && machine.isAscii()) {
            return true;
        }
        Rule rule = verdict.rule(index);
        if (!tried(rule)) {
            return false;
        }
        assign(rule);
        return true;
    }

    /** A try that takes long is given up while the state finds out whether it can succeed at all. */
    private boolean tried(Rule rule) {
        long before = machine.left();
        try {
            machine.allow(Math.min(before, PATIENCE));
            boolean matches = machine.matches(rule.regex());
            machine.allow(before - Math.min(before, PATIENCE) + machine.left());
            if (!matches) {
                state.waste(before - machine.left());
            }
            return matches;
        } catch (RunawayException tooLong) {
            machine.allow(before - Math.min(before, PATIENCE));
            return state.mayMatch(rule, machine) && triedToTheEnd(rule);
        }
    }

    private boolean triedToTheEnd(Rule rule) {
        try {
            return machine.matches(rule.regex());
        } catch (RunawayException runaway) {
            throw new ParseException(
                    ParseException.Kind.RUNAWAY,
                    "the rule in line " + rule.line() + " of the template: " + runaway.getMessage() + ", at line "
                            + line,
                    rule.line(),
                    line);
        }
    }

    private void assign(Rule rule) {
        int[] groups = rule.groups();
        int[] values = rule.values();
        for (int i = 0; i < groups.length; i++) {
            Cell cell = cells[values[i]];
            nested.allow(machine.left());
            cell.assign(machine.group(groups[i]), nested);
            if (cell.fillsUp() && !Cell.isEmpty(cell.held())) {
                fillUp(values[i]);
            }
        }
    }

    private void fillUp(int column) {
        for (int i = rows.size() - 1; i >= 0 && Cell.isEmpty(rows.get(i)[column]); i--) {
            rows.get(i)[column] = cells[column].held();
        }
    }

    /** Says whether the next rule may look at the same line. */
    private boolean apply(Rule rule) {
        switch (rule.record()) {
            case RECORD -> record();
            case CLEAR -> clear();
            case CLEARALL -> {
                for (Cell cell : cells) {
                    cell.clearAll();
                }
            }
            case NO_RECORD -> {}
        }
        switch (rule.action()) {
            case CONTINUE -> {
                return true;
            }
            case ERROR -> throw refusal(rule);
            case NEXT -> go(rule.next());
        }
        return false;
    }

    private void go(String next) {
        if (next.equals("End") || next.equals("EOF")) {
            ended = next;
        } else if (!next.isEmpty()) {
            State found = template.state(next);
            state = found == null ? state : found;
        }
    }

    private ParseException refusal(Rule rule) {
        String why = rule.next().isEmpty() ? "the template refuses this line" : rule.next();
        return new ParseException(
                ParseException.Kind.ERROR_RULE,
                why + " (rule in line " + rule.line() + " of the template, line " + line + " of the text: '"
                        + machine.line() + "')",
                rule.line(),
                line);
    }

    private void record() {
        if (cells.length == 0) {
            return;
        }
        var row = new @Nullable Object[cells.length];
        boolean blank = true;
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].save()) {
                clear();
                return;
            }
            row[i] = cells[i].held();
            blank &= row[i] == null || (row[i] instanceof List<?> list && list.isEmpty());
        }
        if (blank) {
            return;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i] == null ? "" : row[i];
        }
        rows.add(row);
        clear();
    }

    private void clear() {
        for (Cell cell : cells) {
            cell.clear();
        }
    }
}
