package dev.muster.textfsm;

import java.util.List;

/** A regular expression as a tree. */
sealed interface Node {
    int UNLIMITED = Integer.MAX_VALUE;

    record One(int character) implements Node {}

    record Among(CharSet set) implements Node {}

    record At(Anchor anchor) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Branch(List<Node> choices) implements Node {}

    record Repeat(Node body, int min, int max, Greed greed) implements Node {}

    record Group(int number, Node body) implements Node {}

    record Atomic(Node body) implements Node {}

    /** @param back how many characters to step back first; 0 looks ahead */
    record Look(Node body, int back, boolean negated) implements Node {}

    record Same(int group, Alphabet.Case how) implements Node {}

    record Exists(int group, Node yes, Node no) implements Node {}

    /** Places that take no character. */
    enum Anchor {
        TEXT_START,
        LINE_START,
        TEXT_END,
        LAST_LINE_END,
        LINE_END,
        EDGE,
        NO_EDGE,
        ASCII_EDGE,
        NO_ASCII_EDGE
    }

    /** What a repetition does with what it took. */
    enum Greed {
        GREEDY,
        LAZY,
        POSSESSIVE
    }
}
