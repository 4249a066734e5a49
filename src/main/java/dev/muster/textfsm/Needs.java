package dev.muster.textfsm;

/** Characters without which a line cannot match a pattern, as bits: each has one of 64, which others share. */
final class Needs {
    private Needs() {}

    static long bit(int c) {
        return 1L << c; // by the last six bits of the character
    }

    static long of(Node node) {
        return switch (node) {
            case Node.One one -> bit(one.character());
            case Node.Sequence sequence ->
                sequence.parts().stream().mapToLong(Needs::of).reduce(0, (a, b) -> a | b);
            case Node.Group group -> of(group.body());
            case Node.Atomic atomic -> of(atomic.body());
            case Node.Branch branch ->
                branch.choices().stream().mapToLong(Needs::of).reduce(-1, (a, b) -> a & b);
            case Node.Repeat repeat -> repeat.min() > 0 ? of(repeat.body()) : 0;
            case Node.Exists exists -> of(exists.yes()) & of(exists.no());
            case Node.At ignored -> 0;
            case Node.Among ignored -> 0;
            case Node.Look ignored -> 0;
            case Node.Same ignored -> 0;
        };
    }
}
