package dev.muster.textfsm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands in parentheses, after the opening one. */
final class GroupReader {
    private static final String LETTERS = "aiLmsux";
    private final PatternReader reader;
    private final Tokens tokens;
    private final Groups groups;

    GroupReader(PatternReader reader, Tokens tokens, Groups groups) {
        this.reader = reader;
        this.tokens = tokens;
        this.groups = groups;
    }

    /** Null for what leaves nothing behind: a comment, global flags. */
    @Nullable
    Node read(Flags flags, boolean first) {
        int start = tokens.position() - 1;
        if (!tokens.accept('?')) {
            return capture(flags, null, start);
        }
        int c = required();
        return switch (c) {
            case 'P' -> python(flags, start);
            case ':' -> new Node.Sequence(List.of(inside(flags, start)));
            case '#' -> comment(start);
            case '=' -> new Node.Look(inside(flags, start), 0, false);
            case '!' -> new Node.Look(inside(flags, start), 0, true);
            case '<' -> lookbehind(flags, start);
            case '(' -> condition(flags, start);
            case '>' -> new Node.Atomic(inside(flags, start));
            default -> flagged(c, flags, first, start);
        };
    }

    private int required() {
        int c = tokens.next();
        if (c == Tokens.END) {
            throw tokens.error("unexpected end of pattern");
        }
        return c;
    }

    private Node inside(Flags flags, int start) {
        Node body = reader.alternatives(flags);
        close(start);
        return body;
    }

    private void close(int start) {
        if (!tokens.accept(')')) {
            throw tokens.error("missing ), unterminated subpattern", start);
        }
    }

    private Node capture(Flags flags, @Nullable String name, int start) {
        int number = groups.open();
        if (name != null) {
            groups.name(name, number, tokens);
        }
        Node body = inside(flags, start);
        groups.close(number, body);
        return new Node.Group(number, body);
    }

    private Node python(Flags flags, int start) {
        if (tokens.accept('<')) {
            return capture(flags, identifier(tokens.until('>', "group name")), start);
        }
        if (tokens.accept('=')) {
            int number = groups.named(identifier(tokens.until(')', "group name")), tokens);
            return new Node.Same(groups.closed(number, tokens), flags.how());
        }
        throw tokens.error("unknown extension ?P" + Character.toString(required()), start + 1);
    }

    private String identifier(String name) {
        if (!Alphabet.isIdentifier(name)) {
            throw tokens.error("bad character in group name '" + name + "'");
        }
        return name;
    }

    private @Nullable Node comment(int start) {
        for (int c = tokens.next(); c != ')'; c = tokens.next()) {
            if (c == Tokens.END) {
                throw tokens.error("missing ), unterminated comment", start);
            }
            if (c == '\\') {
                tokens.next();
            }
        }
        return null;
    }

    private Node lookbehind(Flags flags, int start) {
        int c = required();
        if (c != '=' && c != '!') {
            throw tokens.error("unknown extension ?<" + Character.toString(c), start + 1);
        }
        boolean outermost = groups.enterLookbehind();
        Node body = reader.alternatives(flags);
        if (outermost) {
            groups.leaveLookbehind();
        }
        close(start);
        Width width = Width.of(body, groups);
        if (width.min() != width.max()) {
            throw tokens.error("look-behind requires fixed-width pattern", start);
        }
        return new Node.Look(body, (int) Math.min(width.min(), Integer.MAX_VALUE), c == '!');
    }

    private Node condition(Flags flags, int start) {
        String name = tokens.until(')', "group name");
        int number = Alphabet.isIdentifier(name) ? groups.named(name, tokens) : conditionNumber(name);
        groups.refuseOwnLookbehind(number, tokens);
        Node yes = reader.sequence(flags, false);
        Node no = tokens.accept('|') ? reader.sequence(flags, false) : new Node.Sequence(List.of());
        if (tokens.peek() == '|') {
            throw tokens.error("conditional backref with more than two branches");
        }
        close(start);
        return new Node.Exists(number, yes, no);
    }

    private int conditionNumber(String name) {
        if (!name.strip().matches("\\+?[0-9]{1,9}")) {
            throw tokens.error("bad character in group name '" + name + "'");
        }
        int number = Integer.parseInt(name.strip());
        if (number == 0) {
            throw tokens.error("bad group number");
        }
        groups.awaitGroup(number, tokens);
        return number;
    }

    private @Nullable Node flagged(int c, Flags flags, boolean first, int start) {
        if (c != '-' && LETTERS.indexOf(c) < 0) {
            throw tokens.error("unknown extension ?" + Character.toString(c), start + 1);
        }
        var on = new StringBuilder();
        int next = c == '-' ? c : letters(c, on, ")-:", "missing -, : or )");
        if (on.indexOf("L") >= 0) {
            throw tokens.error("bad inline flags: cannot use 'L' flag with a str pattern");
        }
        if (on.indexOf("a") >= 0 && on.indexOf("u") >= 0) {
            throw tokens.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        }
        if (next == ')') {
            if (!first) {
                throw tokens.error("global flags not at the start of the expression", start);
            }
            reader.addGlobal(on.toString());
            return null;
        }
        String off = next == '-' ? off(on.toString()) : "";
        return new Node.Sequence(List.of(inside(flags.with(on.toString(), off), start)));
    }

    private String off(String on) {
        var off = new StringBuilder();
        int first = tokens.next();
        if (first == Tokens.END || LETTERS.indexOf(first) < 0) {
            throw tokens.error(first != Tokens.END && Character.isLetter(first) ? "unknown flag" : "missing flag");
        }
        letters(first, off, ":", "missing :");
        for (char letter : off.toString().toCharArray()) {
            if ("aLu".indexOf(letter) >= 0) {
                throw tokens.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
            }
            if (on.indexOf(letter) >= 0) {
                throw tokens.error("bad inline flags: flag turned on and off");
            }
        }
        return off.toString();
    }

    /** Reads letters until one of the ends, which is returned. */
    private int letters(int first, StringBuilder read, String ends, String missing) {
        read.appendCodePoint(first);
        for (int c = tokens.next(); ; c = tokens.next()) {
            if (c == Tokens.END) {
                throw tokens.error(missing);
            }
            if (ends.indexOf(c) >= 0) {
                return c;
            }
            if (LETTERS.indexOf(c) < 0) {
                throw tokens.error(Character.isLetter(c) ? "unknown flag" : missing);
            }
            read.appendCodePoint(c);
        }
    }
}
