package dev.muster.platform;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a platform file that {@code extends} another with what it does not say itself.
 *
 * @param users the documents of a user's files, by their ids
 */
record Extension(Map<String, Node> users, PlatformResources resources, Problems problems) {
    private static final Set<String> NOT_INHERITED = Set.of("id", "aliases", "description");
    /** Keys of which a file adds to what the base says instead of replacing it, below the first level. */
    private static final Set<String> DEEP = Set.of("commands");

    /** The whole document, or null with a problem when what it extends is not there. */
    @Nullable
    Node resolve(Node document) {
        return resolve(document, new HashSet<>());
    }

    private @Nullable Node resolve(Node document, Set<Mark> on) {
        Node name = document instanceof Mapping mapping ? mapping.get("extends") : null;
        if (!(document instanceof Mapping own) || name == null) {
            return document;
        }
        if (!(name instanceof Scalar scalar)) {
            problems.add(name.mark(), "`extends` needs the name of a platform, found " + name.kind());
            return null;
        }
        if (!on.add(document.mark())) {
            problems.add(name.mark(), "`extends` leads back to this file");
            return null;
        }
        Node base = base(text(own, "id"), scalar.text());
        if (base == null) {
            problems.add(name.mark(), "`extends` is `" + scalar.text() + "`, which is no platform");
            return null;
        }
        return resolve(base, on) instanceof Mapping whole ? merged(own, whole) : null;
    }

    /** A user's file that extends its own name means Muster's platform of that name. */
    private @Nullable Node base(String id, String name) {
        Node users = this.users.get(name);
        return users == null || name.equals(id) ? resources.document(name) : users;
    }

    private static Mapping merged(Mapping own, Mapping base) {
        boolean sameName = text(own, "id").equals(text(base, "id"));
        var entries = new LinkedHashMap<String, Entry>();
        for (Entry entry : base.entries()) {
            if (sameName || !NOT_INHERITED.contains(entry.key())) {
                entries.put(entry.key(), entry);
            }
        }
        for (Entry entry : own.entries()) {
            Entry below = entries.get(entry.key());
            entries.put(entry.key(), below == null ? entry : new Entry(entry.mark(), entry.key(), over(entry, below)));
        }
        entries.remove("extends");
        return new Mapping(own.mark(), List.copyOf(entries.values()));
    }

    private static String text(Mapping mapping, String key) {
        return mapping.get(key) instanceof Scalar scalar ? scalar.text() : "";
    }

    private static Node over(Entry own, Entry base) {
        if (own.key().equals("modes") && own.value() instanceof Sequence mine && base.value() instanceof Sequence old) {
            return modes(mine, old);
        }
        if (own.value() instanceof Mapping mine && base.value() instanceof Mapping old) {
            return keys(mine, old);
        }
        return own.value();
    }

    private static Mapping keys(Mapping own, Mapping base) {
        var entries = new ArrayList<Entry>();
        for (Entry entry : own.entries()) {
            boolean deep = DEEP.contains(entry.key());
            entries.add(
                    deep && entry.value() instanceof Mapping mine && base.get(entry.key()) instanceof Mapping old
                            ? new Entry(entry.mark(), entry.key(), keys(mine, old))
                            : entry);
        }
        base.entries().stream().filter(entry -> !own.has(entry.key())).forEach(entries::add);
        return new Mapping(own.mark(), List.copyOf(entries));
    }

    /** A mode of the same name is changed in its place; others are tried before all of the base's. */
    private static Sequence modes(Sequence own, Sequence base) {
        Map<String, Mapping> changed = new LinkedHashMap<>();
        var items = new ArrayList<Node>();
        Set<String> known = new HashSet<>();
        base.items().forEach(item -> known.add(item instanceof Mapping mode ? text(mode, "name") : ""));
        for (Node item : own.items()) {
            if (item instanceof Mapping mode && known.contains(text(mode, "name"))) {
                changed.put(text(mode, "name"), mode);
            } else {
                items.add(item);
            }
        }
        for (Node item : base.items()) {
            Mapping change = item instanceof Mapping mode ? changed.get(text(mode, "name")) : null;
            items.add(change != null && item instanceof Mapping mode ? keys(change, mode) : item);
        }
        return new Sequence(own.mark(), List.copyOf(items));
    }
}
