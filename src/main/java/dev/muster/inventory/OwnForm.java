package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Muster's own form: defaults, groups, devices. */
final class OwnForm {
    private static final Part NOTHING = new Part(Settings.NONE, Map.of());

    private final Problems problems;
    private final Map<String, Part> groups = new LinkedHashMap<>();
    private final Map<List<String>, Part> combined = new LinkedHashMap<>();
    private Part defaults = NOTHING;

    /** What a device, a group or the defaults say. */
    private record Part(Settings settings, Map<String, @Nullable Object> data) {
        Part over(Part farther) {
            if (data.isEmpty() || farther.data.isEmpty()) {
                return new Part(settings.over(farther.settings), data.isEmpty() ? farther.data : data);
            }
            var merged = new LinkedHashMap<>(farther.data);
            merged.putAll(data);
            return new Part(settings.over(farther.settings), merged);
        }
    }

    OwnForm(Problems problems) {
        this.problems = problems;
    }

    /** An inventory with defaults and groups. */
    Inventory read(Fields fields) {
        Fields common = fields.child("defaults");
        if (common != null) {
            defaults = part(common);
            common.done();
        }
        Node named = fields.node("groups");
        if (named != null) {
            groups(named);
        }
        Node devices = fields.node("devices");
        int before = problems.size();
        fields.done();
        if (devices == null && problems.size() == before) { // else it may be misspelt
            problems.add(fields.mark(), "an inventory needs `devices`");
        }
        return new Inventory(devices == null ? List.of() : devices(devices), groups.keySet(), null, List.of());
    }

    /** Devices in a list, or in a mapping by name. */
    List<Device> devices(Node node) {
        var list = new DeviceList(problems);
        int before = problems.size();
        switch (node) {
            case Sequence items -> items.items().forEach(item -> device(item, null, list));
            case Mapping byName -> byName.entries().forEach(entry -> device(entry.value(), entry, list));
            case Scalar scalar -> {
                if (scalar.type() != Type.NULL) {
                    problems.add(node.mark(), "`devices` needs a list, found " + node.kind());
                }
            }
        }
        if (list.isEmpty() && problems.size() == before) {
            problems.add(node.mark(), "no devices");
        }
        return list.devices();
    }

    private void groups(Node node) {
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.mark(), "`groups` needs a mapping of name to settings, found " + node.kind());
            return;
        }
        for (Entry entry : mapping.entries()) {
            boolean empty = entry.value() instanceof Scalar scalar && scalar.type() == Type.NULL;
            Fields fields = empty ? null : Fields.of(entry.value(), problems, "group `" + entry.key() + "`");
            groups.put(entry.key(), fields == null ? NOTHING : part(fields));
            if (fields != null) {
                fields.done();
            }
        }
    }

    private void device(Node node, @Nullable Entry entry, DeviceList list) {
        Fields fields = Fields.of(node, problems, "a device");
        if (fields == null) {
            return;
        }
        String name = fields.text("name");
        List<String> memberOf = memberOf(fields);
        Settings host = host(fields);
        Part own = part(fields).over(new Part(host, Map.of()));
        fields.done();
        Part whole = own.over(combined.computeIfAbsent(memberOf, this::combine));
        Sourced<String> address = host.get(Setting.HOST);
        if (name == null) {
            name = entry != null ? entry.key() : address != null ? address.value() : "";
        }
        Mark mark = entry != null ? entry.mark() : fields.mark(fields.has("name") ? "name" : "host");
        if (address == null && fields.has("host")) {
            return; // told already
        }
        if (address == null && !name.isBlank()) {
            problems.add(mark, "device `" + name + "` has no `host`");
            return;
        }
        list.add(new Device(name, mark, memberOf, whole.data, whole.settings));
    }

    private Settings host(Fields fields) {
        Settings.Builder settings = Settings.builder();
        new SettingReader(fields, problems, settings).host("host");
        return settings.build();
    }

    private Part combine(List<String> memberOf) {
        Part sum = NOTHING;
        for (String name : memberOf) {
            sum = sum.over(groups.getOrDefault(name, NOTHING));
        }
        return sum.over(defaults);
    }

    private List<String> memberOf(Fields fields) {
        var names = new ArrayList<String>();
        for (Node item : fields.items("groups")) {
            String name = item instanceof Scalar scalar ? scalar.text() : "";
            if (groups.containsKey(name)) {
                names.add(name);
            } else {
                problems.add(
                        item.mark(),
                        item instanceof Scalar
                                ? "unknown group `" + name + "`" + Suggestion.among(groups.keySet(), name)
                                : "`groups` needs names, found " + item.kind());
            }
        }
        return List.copyOf(names);
    }

    private Part part(Fields fields) {
        Settings.Builder settings = Settings.builder();
        OwnKeys.read(new SettingReader(fields, problems, settings));
        return new Part(settings.build(), data(fields));
    }

    private Map<String, @Nullable Object> data(Fields fields) {
        Node data = fields.node("data");
        if (data instanceof Mapping mapping) {
            return Node.plainMap(mapping);
        }
        if (data != null) {
            problems.add(data.mark(), "`data` needs a mapping (key: value), found " + data.kind());
        }
        return Map.of();
    }
}
