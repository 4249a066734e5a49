package dev.muster.textfsm;

import java.util.BitSet;

/** Reads a set such as {@code [^a-z\d]}, after its opening bracket. */
final class SetReader {
    private final Tokens tokens;
    private final Escapes escapes;
    private final Flags flags;
    private final BitSet members = new BitSet();
    private final int start;
    private int categories;

    SetReader(Tokens tokens, Escapes escapes, Flags flags) {
        this.tokens = tokens;
        this.escapes = escapes;
        this.flags = flags;
        start = tokens.position() - 1;
    }

    Node read() {
        boolean negated = tokens.accept('^');
        boolean first = true;
        for (int c = required(); c != ']' || first; c = required()) {
            first = false;
            int from = c == '\\' ? escapes.readInSet() : c;
            if (!tokens.accept('-')) {
                add(from);
                continue;
            }
            int next = required();
            if (next == ']') {
                add(from);
                add('-');
                break;
            }
            addRange(from, next == '\\' ? escapes.readInSet() : next);
        }
        return node(negated);
    }

    private Node node(boolean negated) {
        if (!negated && categories == 0 && members.cardinality() == 1) {
            return Letters.one(members.nextSetBit(0), flags.how());
        }
        return new Node.Among(CharSet.of(members, categories, negated, flags.how()));
    }

    private int required() {
        int c = tokens.next();
        if (c == Tokens.END) {
            throw tokens.error("unterminated character set", start);
        }
        return c;
    }

    private void add(int c) {
        if (c >= 0) {
            members.set(c);
        } else if (!flags.ascii()) {
            categories |= Escapes.category(-c);
        } else {
            BitSet category = Letters.asciiMembers(-c);
            if (Character.isUpperCase(-c)) {
                category.flip(0, Character.MAX_CODE_POINT + 1);
            }
            members.or(category);
        }
    }

    private void addRange(int from, int to) {
        if (from < 0 || to < 0 || to < from) {
            throw tokens.error("bad character range", tokens.position() - 1);
        }
        members.set(from, to + 1);
    }
}
