package dev.muster.csv;

import dev.muster.csv.Condition.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the expressions that need no engine: comparisons of columns with texts and numbers, {@code in}, {@code and},
 * {@code or}, {@code not} and brackets.
 */
final class ConditionReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>\"[^\"\\\\]*\"|'[^'\\\\]*')|(?<number>-?\\d+(?:\\.\\d+)?)(?![\\w.])|(?<name>[A-Za-z_]\\w*)"
                    + "|(?<sign>==|!=|<=|>=|[<>()\\[\\],]))");
    private static final List<String> WORDS = List.of(
            "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None", "null");

    private final List<String> columns;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    /** The expression is more than this can read. */
    private static final class Beyond extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Beyond() {
            super(null, null, false, false);
        }
    }

    private ConditionReader(List<String> columns) {
        this.columns = columns;
    }

    /** The condition, or null if it needs the engine. */
    static @Nullable Condition read(String expression, List<String> columns) {
        var reader = new ConditionReader(columns);
        try {
            reader.cut(expression);
            Condition condition = reader.or();
            return reader.at == reader.tokens.size() ? condition : null;
        } catch (Beyond beyond) {
            return null;
        }
    }

    private void cut(String expression) {
        Matcher token = TOKEN.matcher(expression.strip());
        int end = 0;
        while (end < token.regionEnd()) {
            if (!token.find(end) || token.start() != end) {
                throw new Beyond();
            }
            tokens.add(token.group().strip());
            end = token.end();
        }
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean accept(String token) {
        boolean there = peek().equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private String take() {
        if (at >= tokens.size()) {
            throw new Beyond();
        }
        return tokens.get(at++);
    }

    private Condition or() {
        var choices = new ArrayList<Condition>();
        do {
            choices.add(and());
        } while (accept("or"));
        return choices.size() == 1 ? choices.getFirst() : new Condition.Any(choices);
    }

    private Condition and() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(not());
        } while (accept("and"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private Condition not() {
        if (accept("not")) {
            return new Condition.Not(not());
        }
        if (accept("(")) {
            Condition inside = or();
            if (!accept(")")) {
                throw new Beyond();
            }
            return inside;
        }
        return comparison();
    }

    private Condition comparison() {
        String left = take();
        boolean negated = accept("not");
        if (accept("in")) {
            Condition in = in(left);
            return negated ? new Condition.Not(in) : in;
        }
        String sign = take();
        if (negated || !sign.matches("[=!<>]=|[<>]")) {
            throw new Beyond();
        }
        Comparison how = Comparison.of(sign);
        String right = take();
        boolean plain = isColumn(left);
        return compare(plain ? left : right, plain ? how : how.turned(), plain ? right : left);
    }

    private Condition compare(String column, Comparison how, String value) {
        int index = column(column);
        if (!isText(value)) {
            if (isColumn(value) || !value.matches("-?\\d.*")) {
                throw new Beyond();
            }
            return new Condition.NumberOrder(index, how, Double.parseDouble(value));
        }
        String text = text(value);
        return switch (how) {
            case EQUAL -> new Condition.Is(index, Word.of(text));
            case NOT_EQUAL -> new Condition.Not(new Condition.Is(index, Word.of(text)));
            case LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL -> new Condition.TextOrder(index, how, text);
        };
    }

    private Condition in(String left) {
        if (isText(left)) {
            return new Condition.Holds(column(take()), text(left));
        }
        int index = column(left);
        String open = take();
        String close = open.equals("[") ? "]" : ")";
        if (!open.equals("[") && !open.equals("(")) {
            throw new Beyond();
        }
        var values = new ArrayList<Word>();
        while (!accept(close)) {
            values.add(Word.of(text(take())));
            if (!peek().equals(close) && !accept(",")) {
                throw new Beyond();
            }
        }
        return new Condition.OneOf(index, values);
    }

    private boolean isColumn(String token) {
        return columns.contains(token) && !WORDS.contains(token);
    }

    private int column(String token) {
        if (!isColumn(token)) {
            throw new Beyond();
        }
        return columns.indexOf(token);
    }

    private static boolean isText(String token) {
        return token.startsWith("\"") || token.startsWith("'");
    }

    private static String text(String token) {
        if (!isText(token)) {
            throw new Beyond();
        }
        return token.substring(1, token.length() - 1);
    }
}
