package dev.muster.textfsm;

import java.util.Arrays;
import java.util.List;

/**
 * Patterns as one nondeterministic automaton without groups and priorities. It takes whatever a pattern matches at the
 * beginning of a line; where a pattern asks for more than an automaton can know, it takes more.
 */
final class Automaton {
    /** Instructions beyond which counted repetitions are taken as unlimited ones. */
    private static final int ROOMY = 4_000;

    /** What an instruction does. */
    enum Kind {
        READ,
        FORK,
        END,
        DONE
    }

    private Kind[] kinds = new Kind[64];
    private Firsts[] reads = new Firsts[64];
    private int[] next = new int[64];
    private int[] other = new int[64];
    private int[] owner = new int[64];
    private int size;
    private final int[] starts;
    private final boolean[] exact;
    private int pattern;

    Automaton(List<Node> patterns) {
        starts = new int[patterns.size()];
        exact = new boolean[patterns.size()];
        for (pattern = 0; pattern < starts.length; pattern++) {
            exact[pattern] = true;
            starts[pattern] = link(patterns.get(pattern), add(Kind.DONE, Firsts.NOTHING, -1, -1));
        }
    }

    int size() {
        return size;
    }

    int patterns() {
        return starts.length;
    }

    int start(int of) {
        return starts[of];
    }

    /** Whether a pattern takes nothing but what it matches. */
    boolean isExact(int of) {
        return exact[of];
    }

    /** The characters that an instruction reads. */
    Firsts reads(int at) {
        return reads[at];
    }

    Kind kind(int at) {
        return kinds[at];
    }

    int next(int at) {
        return next[at];
    }

    int other(int at) {
        return other[at];
    }

    /** The pattern to which an instruction belongs. */
    int owner(int at) {
        return owner[at];
    }

    private int read(Firsts what, int then) {
        return add(Kind.READ, what, then, -1);
    }

    private int fork(int way, int second) {
        return add(Kind.FORK, Firsts.NOTHING, way, second);
    }

    private int add(Kind kind, Firsts what, int way, int second) {
        if (size == next.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            reads = Arrays.copyOf(reads, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            other = Arrays.copyOf(other, 2 * size);
            owner = Arrays.copyOf(owner, 2 * size);
        }
        kinds[size] = kind;
        reads[size] = what;
        next[size] = way;
        other[size] = second;
        owner[size] = pattern;
        return size++;
    }

    private int link(Node node, int then) {
        return switch (node) {
            case Node.One one -> read(Firsts.of(one.character()), then);
            case Node.Among among -> read(among.set().firsts(), then);
            case Node.At at -> anchor(at, then);
            case Node.Sequence sequence -> {
                int at = then;
                for (Node part : sequence.parts().reversed()) {
                    at = link(part, at);
                }
                yield at;
            }
            case Node.Branch branch -> {
                int at = link(branch.choices().getLast(), then);
                for (Node choice :
                        branch.choices().reversed().subList(1, branch.choices().size())) {
                    at = fork(link(choice, then), at);
                }
                yield at;
            }
            case Node.Repeat repeat -> repeat(repeat, then);
            case Node.Group group -> link(group.body(), then);
            case Node.Atomic atomic -> loosely(link(atomic.body(), then));
            case Node.Look ignored -> loosely(then);
            case Node.Same ignored -> loosely(loop(new Node.Among(CharSet.any()), then));
            case Node.Exists exists -> loosely(fork(link(exists.yes(), then), link(exists.no(), then)));
        };
    }

    private int anchor(Node.At at, int then) {
        return switch (at.anchor()) {
            case TEXT_END, LAST_LINE_END, LINE_END -> add(Kind.END, Firsts.NOTHING, then, -1);
            case TEXT_START, LINE_START, EDGE, NO_EDGE, ASCII_EDGE, NO_ASCII_EDGE -> loosely(then);
        };
    }

    private int loosely(int at) {
        exact[pattern] = false;
        return at;
    }

    private int repeat(Node.Repeat repeat, int then) {
        if (repeat.greed() == Node.Greed.POSSESSIVE) {
            exact[pattern] = false;
        }
        long width = 1 + nodes(repeat.body());
        boolean endless = repeat.max() == Node.UNLIMITED;
        long copies = endless ? repeat.min() + 1L : repeat.max();
        if (size + copies * width > ROOMY) {
            exact[pattern] = false;
            return repeat.min() == 0 ? loop(repeat.body(), then) : link(repeat.body(), loop(repeat.body(), then));
        }
        int at = endless ? loop(repeat.body(), then) : then;
        for (int i = endless ? 0 : repeat.max() - repeat.min(); i > 0; i--) {
            at = fork(link(repeat.body(), at), then);
        }
        for (int i = repeat.min(); i > 0; i--) {
            at = link(repeat.body(), at);
        }
        return at;
    }

    private int loop(Node body, int then) {
        int fork = fork(-1, then);
        int way = link(body, fork); // may move the arrays
        next[fork] = way;
        return fork;
    }

    /** Roughly how many instructions a part takes. */
    private static long nodes(Node node) {
        return switch (node) {
            case Node.One ignored -> 1;
            case Node.Among ignored -> 1;
            case Node.At ignored -> 1;
            case Node.Look ignored -> 0;
            case Node.Same ignored -> 2;
            case Node.Sequence sequence ->
                sequence.parts().stream().mapToLong(Automaton::nodes).sum();
            case Node.Branch branch ->
                branch.choices().stream().mapToLong(Automaton::nodes).sum()
                        + branch.choices().size();
            case Node.Repeat repeat ->
                (1 + nodes(repeat.body())) * (repeat.max() == Node.UNLIMITED ? repeat.min() + 1L : repeat.max());
            case Node.Group group -> nodes(group.body());
            case Node.Atomic atomic -> nodes(atomic.body());
            case Node.Exists exists -> 1 + nodes(exists.yes()) + nodes(exists.no());
        };
    }
}
