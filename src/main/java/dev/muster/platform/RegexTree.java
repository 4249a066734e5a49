package dev.muster.platform;

import java.util.BitSet;
import java.util.List;

/** The shape of a regular expression, as far as it matters for how much it can backtrack. */
sealed interface RegexTree {
    /** Repeats without an upper bound. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** One character out of a set; the last bit stands for everything beyond Latin 1. */
    record Chars(BitSet set) implements RegexTree {}

    /** The start of the text. */
    record Start() implements RegexTree {}

    /** One after the other; empty where nothing is consumed. */
    record Sequence(List<RegexTree> parts) implements RegexTree {}

    /** One of several. */
    record Choice(List<RegexTree> branches) implements RegexTree {}

    /** Again and again. */
    record Repeat(RegexTree body, int least, int most) implements RegexTree {}
}
