package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an inventory in Ansible's YAML form. */
final class AnsibleYaml {
    private static final List<String> KEYS = List.of("hosts", "vars", "children");

    private final AnsibleGroups groups;
    private final Problems problems;

    AnsibleYaml(AnsibleGroups groups, Problems problems) {
        this.groups = groups;
        this.problems = problems;
    }

    /** Whether a mapping is such an inventory: groups with hosts, children or variables, and nothing else. */
    static boolean is(Mapping mapping) {
        boolean some = mapping.entries().stream()
                .anyMatch(entry -> entry.value() instanceof Mapping group
                        && (entry.key().equals(AnsibleGroups.ALL)
                                ? KEYS.stream().anyMatch(group::has)
                                : group.get("hosts") instanceof Mapping || group.get("children") instanceof Mapping));
        return some
                && mapping.entries().stream()
                        .noneMatch(entry -> List.of("devices", "defaults").contains(entry.key()));
    }

    void read(Mapping inventory) {
        inventory.entries().forEach(entry -> group(entry, null));
    }

    private void group(Entry entry, @Nullable String parent) {
        String name = entry.key();
        groups.group(name);
        if (parent != null) {
            groups.group(parent).children.put(name, entry.mark());
        }
        Mapping group = mapping(entry.value(), "group `" + name + "`");
        if (group == null) {
            return;
        }
        for (Entry part : group.entries()) {
            Mapping value = KEYS.contains(part.key()) ? mapping(part.value(), "`" + part.key() + "`") : null;
            switch (part.key()) {
                case "hosts" -> entries(value).forEach(host -> host(host, name));
                case "children" -> entries(value).forEach(child -> group(child, name));
                case "vars" ->
                    entries(value).forEach(variable -> groups.group(name).vars.put(variable.key(), variable));
                default ->
                    problems.add(
                            part.mark(),
                            "unknown key `" + part.key() + "` of group `" + name + "`"
                                    + Suggestion.among(KEYS, part.key()));
            }
        }
    }

    private static List<Entry> entries(@Nullable Mapping mapping) {
        return mapping == null ? List.of() : mapping.entries();
    }

    private void host(Entry host, String group) {
        Mapping vars = mapping(host.value(), "host `" + host.key() + "`");
        groups.host(new Scalar(host.mark(), Type.TEXT, host.key()), group, entries(vars), problems);
    }

    private @Nullable Mapping mapping(Node node, String what) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        if (!ForeignKey.isNothing(node)) {
            Mark mark = node.mark();
            problems.add(mark, what + " needs a mapping (key: value), found " + node.kind());
        }
        return null;
    }
}
