package dev.muster.textfsm;

/** The least and the most characters that a pattern takes. */
record Width(long min, long max) {
    static final Width NONE = new Width(0, 0);
    private static final Width ONE = new Width(1, 1);
    private static final long CAP = 1L << 32;

    static Width of(Node node, Groups groups) {
        return switch (node) {
            case Node.One ignored -> ONE;
            case Node.Among ignored -> ONE;
            case Node.At ignored -> NONE;
            case Node.Look ignored -> NONE;
            case Node.Sequence sequence -> {
                Width sum = NONE;
                for (Node part : sequence.parts()) {
                    sum = sum.plus(of(part, groups));
                }
                yield sum;
            }
            case Node.Branch branch ->
                branch.choices().stream()
                        .map(choice -> of(choice, groups))
                        .reduce(Width::or)
                        .orElse(NONE);
            case Node.Repeat repeat -> of(repeat.body(), groups).times(repeat.min(), repeat.max());
            case Node.Group group -> of(group.body(), groups);
            case Node.Atomic atomic -> of(atomic.body(), groups);
            case Node.Same same -> groups.width(same.group());
            case Node.Exists exists -> of(exists.yes(), groups).or(of(exists.no(), groups));
        };
    }

    private Width plus(Width other) {
        return new Width(Math.min(CAP, min + other.min), Math.min(CAP, max + other.max));
    }

    private Width or(Width other) {
        return new Width(Math.min(min, other.min), Math.max(max, other.max));
    }

    private Width times(long least, long most) {
        return new Width(Math.min(CAP, min * least), Math.min(CAP, max * most));
    }
}
