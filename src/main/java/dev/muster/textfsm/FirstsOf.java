package dev.muster.textfsm;

/** What a part of a pattern can begin with, whatever follows it. */
final class FirstsOf {
    private FirstsOf() {}

    static Firsts node(Node node) {
        return switch (node) {
            case Node.One one -> Firsts.of(one.character());
            case Node.Among among -> among.set().firsts();
            case Node.At ignored -> Firsts.NOTHING;
            case Node.Look ignored -> Firsts.NOTHING;
            case Node.Same ignored -> Firsts.ANYTHING;
            case Node.Sequence sequence -> {
                Firsts all = Firsts.NOTHING;
                for (Node part : sequence.parts()) {
                    all = all.then(node(part));
                }
                yield all;
            }
            case Node.Branch branch ->
                branch.choices().stream().map(FirstsOf::node).reduce(Firsts::or).orElse(Firsts.NOTHING);
            case Node.Repeat repeat -> repeat.min() == 0 ? node(repeat.body()).orEmpty() : node(repeat.body());
            case Node.Group group -> node(group.body());
            case Node.Atomic atomic -> node(atomic.body());
            case Node.Exists exists -> node(exists.yes()).or(node(exists.no()));
        };
    }
}
