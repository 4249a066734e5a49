package dev.muster.textfsm;

import dev.muster.textfsm.Node.Anchor;
import org.jspecify.annotations.Nullable;

/** What stands after a backslash. */
final class Escapes {
    private final Tokens tokens;
    private final Groups groups;

    Escapes(Tokens tokens, Groups groups) {
        this.tokens = tokens;
        this.groups = groups;
    }

    /** Outside of a set. */
    Node read(Flags flags) {
        int start = tokens.position() - 1;
        int c = required();
        int category = category(c);
        if (category != 0) {
            return new Node.Among(flags.ascii() ? asciiCategory(c) : CharSet.category(category));
        }
        Anchor anchor = anchor(c, flags.ascii());
        if (anchor != null) {
            return new Node.At(anchor);
        }
        if (c >= '1' && c <= '9') {
            return reference(c, flags, start);
        }
        return Letters.one(character(c, start), flags.how());
    }

    /** A character of a set, or the negative letter of a category. */
    int readInSet() {
        int start = tokens.position() - 1;
        int c = required();
        if (c == 'b') {
            return '\b';
        }
        return category(c) != 0 ? -c : character(c, start);
    }

    private int required() {
        int c = tokens.next();
        if (c == Tokens.END) {
            throw tokens.error("bad escape (end of pattern)", tokens.position() - 1);
        }
        return c;
    }

    static int category(int c) {
        return switch (c) {
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.NOT_SPACE;
            case 'd' -> CharSet.DIGIT;
            case 'D' -> CharSet.NOT_DIGIT;
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.NOT_WORD;
            default -> 0;
        };
    }

    private static CharSet asciiCategory(int c) {
        return CharSet.of(Letters.asciiMembers(c), 0, Character.isUpperCase(c), Alphabet.Case.EXACT);
    }

    private static @Nullable Anchor anchor(int c, boolean ascii) {
        return switch (c) {
            case 'A' -> Anchor.TEXT_START;
            case 'Z' -> Anchor.TEXT_END;
            case 'b' -> ascii ? Anchor.ASCII_EDGE : Anchor.EDGE;
            case 'B' -> ascii ? Anchor.NO_ASCII_EDGE : Anchor.NO_EDGE;
            default -> null;
        };
    }

    private Node reference(int first, Flags flags, int start) {
        int value = first - '0';
        if (tokens.atDigit(10)) {
            int second = tokens.next() - '0';
            if (value < 8 && second < 8 && tokens.atDigit(8)) {
                int octal = value * 64 + second * 8 + tokens.next() - '0';
                return Letters.one(inOctalRange(octal, start), flags.how());
            }
            value = value * 10 + second;
        }
        if (value > groups.count()) {
            throw tokens.error("invalid group reference " + value, start + 1);
        }
        return new Node.Same(groups.closed(value, tokens), flags.how());
    }

    private int inOctalRange(int octal, int start) {
        if (octal > 255) {
            throw tokens.error("octal escape value outside of range 0-0o377", start);
        }
        return octal;
    }

    private int character(int c, int start) {
        return switch (c) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'x' -> hexadecimal(2, start);
            case 'u' -> hexadecimal(4, start);
            case 'U' -> hexadecimal(8, start);
            case 'N' -> named(start);
            default -> c >= '0' && c <= '9' ? octal(c, start) : plain(c, start);
        };
    }

    private int plain(int c, int start) {
        if (c < 128 && Character.isLetter(c)) {
            throw tokens.error("bad escape \\" + (char) c, start);
        }
        return c;
    }

    private int octal(int first, int start) {
        if (first >= '8') {
            throw tokens.error("bad escape \\" + (char) first, start);
        }
        String more = tokens.digits(2, 8);
        return inOctalRange(Integer.parseInt((char) first + more, 8), start);
    }

    private int hexadecimal(int digits, int start) {
        String read = tokens.digits(digits, 16);
        if (read.length() < digits) {
            throw tokens.error("incomplete escape", start);
        }
        long value = Long.parseLong(read, 16);
        if (value > Character.MAX_CODE_POINT) {
            throw tokens.error("bad escape: no such character", start);
        }
        return (int) value;
    }

    private int named(int start) {
        if (!tokens.accept('{')) {
            throw tokens.error("missing {");
        }
        String name = tokens.until('}', "character name");
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException unknown) {
            throw tokens.error("undefined character name '" + name + "'", start);
        }
    }
}
