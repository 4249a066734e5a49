package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices that another system lists, with the defaults and groups of the file that names it: the list is turned into
 * Muster's own form and read as such.
 */
final class RemoteForm {
    private final Mark mark;
    private final Problems problems;
    private final List<Entry> devices = new ArrayList<>();
    private final Set<String> groups = new LinkedHashSet<>();

    /** @param mark where the system is named, which is where its devices come from */
    RemoteForm(Mark mark, Problems problems) {
        this.mark = mark;
        this.problems = problems;
    }

    /** Adds a device of plain keys of Muster's own form, {@code groups} and {@code data}. */
    void add(String name, Map<String, Node> keys, List<String> memberOf, Map<String, Node> data) {
        var entries = new ArrayList<Entry>();
        keys.forEach((key, value) -> {
            if (holdsReference(value)) {
                problems.add(mark, name + ": `" + key + "` from the server holds a reference, which is not followed");
            } else {
                entries.add(new Entry(mark, key, value));
            }
        });
        entries.add(new Entry(mark, "name", text(name)));
        if (!memberOf.isEmpty()) {
            groups.addAll(memberOf);
            entries.add(new Entry(
                    mark,
                    "groups",
                    new Sequence(
                            mark,
                            memberOf.stream().map(group -> (Node) text(group)).toList())));
        }
        if (!data.isEmpty()) {
            var facts = new ArrayList<Entry>();
            data.forEach((key, value) -> facts.add(new Entry(mark, key, value)));
            entries.add(new Entry(mark, "data", new Mapping(mark, facts)));
        }
        devices.add(new Entry(mark, name, new Mapping(mark, entries)));
    }

    /** A server has no say in which secrets of this machine are looked up. */
    private static boolean holdsReference(Node node) {
        return switch (node) {
            case Scalar scalar -> !new SecretText(scalar.text()).isLiteral();
            case Sequence list -> list.items().stream().anyMatch(RemoteForm::holdsReference);
            case Mapping mapping -> mapping.entries().stream().anyMatch(entry -> holdsReference(entry.value()));
        };
    }

    Scalar text(String text) {
        return new Scalar(mark, Type.TEXT, text);
    }

    /** The inventory; what the list does not say, the file's defaults and groups do. */
    Inventory inventory(Fields file, List<Problem> warnings) {
        var document = new ArrayList<Entry>();
        Node defaults = file.node("defaults");
        if (defaults != null) {
            document.add(new Entry(file.mark("defaults"), "defaults", defaults));
        }
        var declared = new LinkedHashMap<String, Entry>();
        if (file.node("groups") instanceof Mapping named) {
            named.entries().forEach(entry -> declared.put(entry.key(), entry));
        } else if (file.node("groups") != null) {
            problems.add(file.mark("groups"), "`groups` needs a mapping of name to settings");
        }
        groups.forEach(name -> declared.putIfAbsent(name, new Entry(mark, name, new Scalar(mark, Type.NULL, ""))));
        document.add(new Entry(mark, "groups", new Mapping(mark, List.copyOf(declared.values()))));
        boolean none = devices.isEmpty();
        if (none) { // so that the rest of the file is read all the same
            add("none", Map.of("host", text("none")), List.of(), Map.of());
        }
        document.add(new Entry(
                mark,
                "devices",
                new Sequence(mark, devices.stream().map(Entry::value).toList())));
        Inventory read = new OwnForm(problems).read(new Fields(new Mapping(mark, document), problems));
        List<Device> known = none
                ? List.of()
                : read.devices().stream().map(RemoteForm::withPlatform).toList();
        return new Inventory(known, read.groups(), null, warnings);
    }

    private static Device withPlatform(Device device) {
        return new Device(
                device.name(),
                device.mark(),
                device.groups(),
                device.data(),
                device.settings().over(ForeignHosts.DEFAULTS));
    }

    /** A value by a path such as {@code site.slug}; null where there is none or it is nothing. */
    static @Nullable Node at(Node node, String path) {
        Node at = node;
        for (String part : path.split("\\.", -1)) {
            if (at instanceof Mapping mapping) {
                at = mapping.get(part);
            } else if (at instanceof Sequence list && part.matches("\\d{1,6}")) {
                int place = Integer.parseInt(part);
                at = place < list.items().size() ? list.items().get(place) : null;
            } else {
                at = null;
            }
            if (at == null || ForeignKey.isNothing(at)) {
                return null;
            }
        }
        return at;
    }

    /** The text of a value by a path, or empty. */
    static String textAt(Node node, String path) {
        return at(node, path) instanceof Scalar scalar ? scalar.text().strip() : "";
    }
}
