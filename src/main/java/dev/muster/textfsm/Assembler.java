package dev.muster.textfsm;

import dev.muster.textfsm.Node.Anchor;
import dev.muster.textfsm.Node.Greed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links the instructions of a pattern, from its end to its beginning. */
final class Assembler {
    private final List<Op> made = new ArrayList<>();
    private int slots;
    private boolean always = true;

    /** @param groups how many capturing groups there are; the first slots are their begins and ends */
    Assembler(int groups) {
        slots = 2 * (groups + 1);
    }

    private <O extends Op> O kept(O op) {
        made.add(op);
        return op;
    }

    int slots() {
        return slots;
    }

    /** All instructions of a pattern that is matched at the beginning of a text, in about the order in which a match meets them. */
    Op[] program(Node node) {
        boolean anchored = node instanceof Node.Sequence sequence
                && !sequence.parts().isEmpty()
                && sequence.parts().getFirst().equals(new Node.At(Anchor.TEXT_START));
        Op start = link(anchored ? rest((Node.Sequence) node) : node, Op.Accept.HERE);
        made.remove(start);
        made.add(start);
        return made.reversed().toArray(Op[]::new);
    }

    private static Node rest(Node.Sequence sequence) {
        return new Node.Sequence(sequence.parts().subList(1, sequence.parts().size()));
    }

    private Op link(Node node, Op next) {
        return switch (node) {
            case Node.One one -> kept(new Op.One(one.character(), next));
            case Node.Among among -> kept(new Op.Among(among.set(), next));
            case Node.At at -> kept(new Spans.Anchors(at.anchor(), next));
            case Node.Sequence sequence -> sequence(sequence.parts(), next);
            case Node.Group group -> group(group, next);
            case Node.Same same -> kept(new Fences.Same(same.group(), same.how(), next));
            case Node.Branch ignored -> choice(node, next);
            case Node.Repeat ignored -> choice(node, next);
            case Node.Atomic ignored -> choice(node, next);
            case Node.Look ignored -> choice(node, next);
            case Node.Exists ignored -> choice(node, next);
        };
    }

    /** Parts whose groups may be left out of a match. */
    private Op choice(Node node, Op next) {
        boolean before = always;
        always = false;
        Op op = switch (node) {
            case Node.Branch branch -> branch(branch.choices(), next);
            case Node.Repeat repeat -> repeat(repeat, Note.NOTHING, next);
            case Node.Atomic atomic -> atomic(atomic.body(), next);
            case Node.Look look -> look(look, next);
            case Node.Exists exists ->
                kept(new Fences.Exists(exists.group(), link(exists.yes(), next), link(exists.no(), next)));
            default -> throw new IllegalArgumentException(String.valueOf(node));
        };
        always = before;
        return op;
    }

    private Op group(Node.Group group, Op next) {
        var note = new Note(2 * group.number(), always);
        if (group.body() instanceof Node.Repeat repeat
                && repeat.greed() != Greed.POSSESSIVE
                && single(repeat.body()) != null) {
            return repeat(repeat, note, next);
        }
        int slot = note.slot();
        return kept(new Op.Mark(slot, always, link(group.body(), kept(new Op.Mark(slot + 1, always, next)))));
    }

    private Op sequence(List<Node> parts, Op next) {
        Op op = next;
        for (int i = parts.size() - 1; i >= 0; i--) {
            int from = i;
            while (from > 0
                    && i - from + 1 < Op.Run.LONGEST
                    && isLatin(parts.get(from))
                    && isLatin(parts.get(from - 1))) {
                from--;
            }
            op = from == i ? link(parts.get(i), op) : run(parts.subList(from, i + 1), op);
            i = from;
        }
        return op;
    }

    private static boolean isLatin(Node node) {
        return node instanceof Node.One one && one.character() < 256;
    }

    private Op run(List<Node> parts, Op next) {
        int[] characters = parts.stream()
                .mapToInt(part -> part instanceof Node.One one ? one.character() : -1)
                .toArray();
        return kept(new Op.Run(characters, next));
    }

    private Op branch(List<Node> choices, Op next) {
        Op op = link(choices.getLast(), next);
        for (int i = choices.size() - 2; i >= 0; i--) {
            op = kept(new Op.Fork(link(choices.get(i), next), op));
        }
        return op;
    }

    private Op repeat(Node.Repeat repeat, Note note, Op next) {
        CharSet single = single(repeat.body());
        int min = repeat.min();
        int max = repeat.max();
        if (single != null) {
            return switch (repeat.greed()) {
                case GREEDY -> kept(new Spans.Greedy(single, repeat, note, next));
                case LAZY -> kept(new Spans.Lazy(single, repeat, note, next));
                case POSSESSIVE -> kept(new Spans.Keeping(single, repeat, next));
            };
        }
        if (repeat.greed() == Greed.POSSESSIVE) {
            return atomic(new Node.Repeat(new Node.Atomic(repeat.body()), min, max, Greed.GREEDY), next);
        }
        if (min == 0 && max == 1) {
            return optional(repeat, next);
        }
        int slot = take();
        Firsts body = FirstsOf.node(repeat.body());
        Firsts later = body.orEmpty().then(next.firsts);
        var test = kept(new Loops.Test(slot, repeat, later, next));
        test.close(link(repeat.body(), test));
        return kept(new Loops.Start(slot, min > 0 ? body.then(next.firsts) : later, test));
    }

    /** A round that took nothing counts as one, with what its groups noted. */
    private Op optional(Node.Repeat repeat, Op next) {
        Op body = link(repeat.body(), next);
        return repeat.greed() == Greed.LAZY ? kept(new Op.Fork(next, body)) : kept(new Op.Fork(body, next));
    }

    private Op atomic(Node body, Op next) {
        int slot = take();
        Op inside = link(body, kept(new Fences.Leave(slot, false, next)));
        return kept(new Fences.Enter(slot, 0, inside.firsts, inside));
    }

    private Op look(Node.Look look, Op next) {
        int slot = take();
        if (look.negated()) {
            return kept(new Fences.Unless(slot, look.back(), link(look.body(), kept(new Fences.Refuse(slot))), next));
        }
        Op inside = link(look.body(), kept(new Fences.Leave(slot, true, next)));
        Firsts firsts = look.back() == 0 ? inside.firsts : Firsts.ANYTHING;
        return kept(new Fences.Enter(slot, look.back(), firsts, inside));
    }

    private int take() {
        int taken = slots;
        slots += 2;
        return taken;
    }

    /** The set of a part that takes exactly one character and notes nothing. */
    private static @Nullable CharSet single(Node node) {
        if (node instanceof Node.One one) {
            var members = new BitSet();
            members.set(one.character());
            return CharSet.of(members, 0, false, Alphabet.Case.EXACT);
        }
        if (node instanceof Node.Sequence sequence && sequence.parts().size() == 1) {
            return single(sequence.parts().getFirst());
        }
        return node instanceof Node.Among among ? among.set() : null;
    }
}
