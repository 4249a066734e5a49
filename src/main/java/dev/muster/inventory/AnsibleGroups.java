package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ansible's groups, who is in them, and what both say. */
final class AnsibleGroups {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    /** A group as its files have it. */
    static final class Group {
        final String name;
        final Set<String> hosts = new LinkedHashSet<>();
        final Map<String, Mark> children = new LinkedHashMap<>();
        final Map<String, Entry> vars = new LinkedHashMap<>();

        Group(String name) {
            this.name = name;
        }

        int priority() {
            Entry priority = vars.get("ansible_group_priority");
            boolean given = priority != null
                    && priority.value() instanceof Scalar scalar
                    && scalar.text().matches("\\d{1,9}");
            return given && priority != null ? Integer.parseInt(((Scalar) priority.value()).text()) : 1;
        }
    }

    /** A host as its files have it. */
    record Host(String name, Mark mark, Map<String, Entry> vars) {}

    AnsibleGroups() {
        group(ALL);
        group(UNGROUPED);
    }

    /** The group, made when it is new. */
    Group group(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }

    @Nullable
    Group known(String name) {
        return groups.get(name);
    }

    Set<String> names() {
        return groups.keySet();
    }

    List<Host> hosts() {
        return List.copyOf(hosts.values());
    }

    /** Puts the hosts of a pattern into a group; they may be in others too. */
    void host(Scalar pattern, String group, List<Entry> vars, Problems problems) {
        HostPattern.Expanded expanded = HostPattern.expand(pattern.text());
        if (!expanded.mistake().isEmpty()) {
            problems.add(pattern.mark(), expanded.mistake());
            return;
        }
        for (String name : expanded.names()) {
            Host host = hosts.computeIfAbsent(name, unknown -> new Host(name, pattern.mark(), new LinkedHashMap<>()));
            if (expanded.port() != null) {
                var port = new Scalar(pattern.mark(), Node.Type.INTEGER, expanded.port());
                host.vars().put("ansible_port", new Entry(pattern.mark(), "ansible_port", port));
            }
            vars.forEach(entry -> host.vars().put(entry.key(), entry));
            group(group).hosts.add(name);
        }
    }

    /**
     * The groups of a host and all that these are in, as Ansible orders them: by depth, priority and name, so that what a
     * later one says wins.
     */
    List<Group> of(Host host) {
        var found = new LinkedHashSet<Group>();
        for (Group group : groups.values()) {
            if (group.hosts.contains(host.name())) {
                withParents(group, found);
            }
        }
        boolean alone = found.stream().allMatch(group -> group.name.equals(ALL) || group.name.equals(UNGROUPED));
        if (alone) {
            found.add(group(UNGROUPED));
        } else {
            found.remove(group(UNGROUPED));
        }
        found.add(group(ALL));
        var ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt((Group group) -> depth(group))
                .thenComparingInt(Group::priority)
                .thenComparing(group -> group.name));
        return ordered;
    }

    private void withParents(Group group, Set<Group> found) {
        if (!found.add(group)) {
            return;
        }
        groups.values().stream()
                .filter(parent -> parent.children.containsKey(group.name))
                .forEach(parent -> withParents(parent, found));
    }

    private int depth(Group group) {
        Integer known = depths.get(group.name);
        if (known != null) {
            return known;
        }
        depths.put(group.name, group.name.equals(ALL) ? 0 : 1); // whoever comes round again finds this
        int deepest = group.name.equals(ALL) ? 0 : 1;
        for (Group parent : groups.values()) {
            if (parent.children.containsKey(group.name) && !group.name.equals(ALL)) {
                deepest = Math.max(deepest, depth(parent) + 1);
            }
        }
        depths.put(group.name, deepest);
        return deepest;
    }

    /** Notes groups that are in themselves. */
    void checkLoops(Problems problems) {
        for (Group group : groups.values()) {
            group.children.forEach((child, mark) -> {
                if (reaches(child, group.name, new LinkedHashSet<>())) {
                    problems.add(mark, "group `" + child + "` is among its own parents");
                }
            });
        }
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        Group group = groups.get(from);
        return from.equals(to)
                || (group != null
                        && seen.add(from)
                        && group.children.keySet().stream().anyMatch(child -> reaches(child, to, seen)));
    }
}
