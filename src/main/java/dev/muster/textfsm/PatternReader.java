package dev.muster.textfsm;

import dev.muster.textfsm.Node.Anchor;
import dev.muster.textfsm.Node.Greed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Python's regular expressions, as {@code re} of 3.11 does. */
final class PatternReader {
    private static final int DEEPEST = 200;
    private final Tokens tokens;
    private final Groups groups = new Groups();
    private final Escapes escapes;
    private final GroupReader groupReader;
    private Flags global = Flags.NONE;
    private int depth;

    PatternReader(String pattern) {
        tokens = new Tokens(pattern);
        escapes = new Escapes(tokens, groups);
        groupReader = new GroupReader(this, tokens, groups);
    }

    Node read() {
        Node node = alternatives(null);
        if (tokens.peek() != Tokens.END) {
            throw tokens.error("unbalanced parenthesis");
        }
        groups.requireAwaited(tokens);
        return node;
    }

    Groups groups() {
        return groups;
    }

    /** @param flags null at the outermost level, where global flags may still come */
    Node alternatives(@Nullable Flags flags) {
        if (++depth > DEEPEST) {
            throw tokens.error("groups nested more than " + DEEPEST + " deep");
        }
        var choices = new ArrayList<Node>();
        do {
            choices.add(sequence(flags == null ? global : flags, flags == null && choices.isEmpty()));
        } while (tokens.accept('|'));
        depth--;
        return choices.size() == 1 ? choices.getFirst() : new Node.Branch(choices);
    }

    Node sequence(Flags given, boolean first) {
        Flags flags = given;
        var parts = new ArrayList<Node>();
        for (int c = tokens.peek(); c != Tokens.END && c != '|' && c != ')'; c = tokens.peek()) {
            tokens.next();
            if (flags.verbose() && skipped(c)) {
                continue;
            }
            switch (c) {
                case '*', '+', '?', '{' -> repeat(c, parts, flags);
                case '(' -> {
                    Node group = groupReader.read(flags, first && parts.isEmpty());
                    flags = first ? global : flags;
                    if (group != null) {
                        parts.add(group);
                    }
                }
                default -> parts.add(single(c, flags));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
    }

    void addGlobal(String letters) {
        global = global.with(letters, "");
    }

    private boolean skipped(int c) {
        if (c == '#') {
            for (int next = tokens.next(); next != Tokens.END && next != '\n'; next = tokens.next()) {
                if (next == '\\') {
                    tokens.next();
                }
            }
            return true;
        }
        return c == ' ' || (c >= 9 && c <= 13);
    }

    private Node single(int c, Flags flags) {
        return switch (c) {
            case '\\' -> escapes.read(flags);
            case '[' -> new SetReader(tokens, escapes, flags).read();
            case '.' -> new Node.Among(flags.dotAll() ? CharSet.any() : CharSet.anyButNewline());
            case '^' -> new Node.At(flags.multiLine() ? Anchor.LINE_START : Anchor.TEXT_START);
            case '$' -> new Node.At(flags.multiLine() ? Anchor.LINE_END : Anchor.LAST_LINE_END);
            default -> Letters.one(c, flags.how());
        };
    }

    private void repeat(int c, List<Node> parts, Flags flags) {
        int start = tokens.position() - 1;
        int min = c == '+' ? 1 : 0;
        int max = c == '?' ? 1 : Node.UNLIMITED;
        if (c == '{') {
            int[] counts = counts(start);
            if (counts.length == 0) {
                tokens.back(start + 1);
                parts.add(Letters.one(c, flags.how()));
                return;
            }
            min = counts[0];
            max = counts[1];
        }
        if (parts.isEmpty() || parts.getLast() instanceof Node.At) {
            throw tokens.error("nothing to repeat", start);
        }
        if (parts.getLast() instanceof Node.Repeat) {
            throw tokens.error("multiple repeat", start);
        }
        Greed greed = tokens.accept('?') ? Greed.LAZY : tokens.accept('+') ? Greed.POSSESSIVE : Greed.GREEDY;
        parts.add(new Node.Repeat(parts.removeLast(), min, max, greed));
    }

    /** Empty when this brace is only a character. */
    private int[] counts(int start) {
        if (tokens.peek() == '}') {
            return new int[0];
        }
        String low = tokens.digits(Integer.MAX_VALUE, 10);
        String high = tokens.accept(',') ? tokens.digits(Integer.MAX_VALUE, 10) : low;
        if (!tokens.accept('}')) {
            return new int[0];
        }
        int min = low.isEmpty() ? 0 : number(low, start);
        int max = high.isEmpty() ? Node.UNLIMITED : number(high, start);
        if (max < min) {
            throw tokens.error("min repeat greater than max repeat", start);
        }
        return new int[] {min, max};
    }

    private int number(String digits, int start) {
        if (digits.length() > 10 || Long.parseLong(digits) >= Integer.MAX_VALUE) {
            throw tokens.error("the repetition number is too large", start);
        }
        return Integer.parseInt(digits);
    }
}
