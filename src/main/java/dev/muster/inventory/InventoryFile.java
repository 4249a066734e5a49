package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import dev.muster.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an inventory of any supported form, which it recognises by its content. */
public final class InventoryFile {
    private static final Set<String> OWN = Set.of("defaults", "groups", "devices");

    private final Problems problems;
    private final Set<Path> open;
    private final InventoryAccess access;

    private InventoryFile(Problems problems, InventoryAccess access, Set<Path> open) {
        this.problems = problems;
        this.access = access;
        this.open = open;
    }

    /** The inventory in a file, or null with the reasons in {@code problems}. */
    public static @Nullable Inventory read(Path file, Problems problems) {
        return read(file, InventoryAccess.usual(), problems);
    }

    /** The same with another way to what the file needs beside itself. */
    public static @Nullable Inventory read(Path file, InventoryAccess access, Problems problems) {
        return new InventoryFile(problems, access, Set.of()).file(file);
    }

    /** The same for a file that is named elsewhere, which is where its absence is told. */
    public static @Nullable Inventory read(Sourced<Path> file, InventoryAccess access, Problems problems) {
        return new InventoryFile(problems, access, Set.of()).named(file);
    }

    /** An inventory that stands inside another file: its own form, {@code lab:} or {@code from:}. */
    public static @Nullable Inventory read(Node node, Problems problems) {
        return new InventoryFile(problems, InventoryAccess.usual(), Set.of()).checked(node);
    }

    /** A bare list of devices inside another file. */
    public static @Nullable Inventory devices(Node node, Problems problems) {
        var entry = new Node.Entry(node.mark(), "devices", node);
        return read(new Mapping(node.mark(), List.of(entry)), problems);
    }

    /** The limits that devices can have, from a mapping whose other keys are the caller's. */
    public static Settings limits(Fields limits, Problems problems) {
        Settings.Builder settings = Settings.builder();
        OwnKeys.limitKeys(new SettingReader(limits, problems, settings));
        return settings.build();
    }

    private @Nullable Inventory named(Sourced<Path> file) {
        if (Files.notExists(file.value())) {
            problems.add(file.mark(), "no such file: " + file.value());
            return null;
        }
        return file(file.value());
    }

    private @Nullable Inventory file(Path file) {
        Path real = file.toAbsolutePath().normalize();
        if (open.contains(real)) {
            problems.add(Mark.of(file.toString()), "takes its devices from itself");
            return null;
        }
        int before = problems.size();
        var text = new TextSource(access, problems);
        if (Files.isDirectory(file)) {
            Path hosts = text.nornirHosts(file);
            Node named = hosts == null ? null : YamlFile.read(hosts, problems);
            return sound(
                    named instanceof Mapping mapping
                            ? new ForeignSource(access, problems).nornir(mapping)
                            : text.ansible(file),
                    Mark.of(file.toString()),
                    before);
        }
        Inventory foreign = text.read(file);
        if (foreign != null) {
            return sound(foreign, Mark.of(file.toString()), before);
        }
        Node node = problems.size() == before ? YamlFile.read(file, problems) : null;
        if (node == null) {
            return null;
        }
        var opened = new HashSet<>(open);
        opened.add(real);
        return new InventoryFile(problems, access, opened).checked(node);
    }

    /** An inventory of another tool, with the warnings of every form; null when something was wrong with it. */
    private @Nullable Inventory sound(Inventory inventory, Mark mark, int before) {
        if (problems.size() == before && inventory.devices().isEmpty()) {
            problems.add(mark, "no devices");
        }
        return problems.size() > before ? null : warned(inventory);
    }

    private @Nullable Inventory checked(Node node) {
        int before = problems.size();
        Inventory inventory = document(node);
        if (problems.size() > before) {
            return null;
        }
        boolean unasked = !access.remote() && node instanceof Mapping mapping && isRemote(mapping);
        if (inventory.devices().isEmpty() && !unasked) {
            problems.add(node.mark(), "no devices");
            return null;
        }
        return inventory;
    }

    private Inventory document(Node node) {
        return switch (node) {
            case Sequence sequence -> list(sequence);
            case Mapping mapping -> mapping(mapping);
            case Scalar scalar -> {
                problems.add(
                        scalar.mark(),
                        "an inventory is a mapping with `devices`, or a list of devices; found " + scalar.kind());
                yield inventory(List.of());
            }
        };
    }

    private Inventory list(Sequence sequence) {
        ForeignForm form = ForeignList.formOf(sequence.items());
        return warned(inventory(
                form == null
                        ? new OwnForm(problems).devices(sequence)
                        : ForeignList.read(sequence.items(), form, problems)));
    }

    private Inventory mapping(Mapping mapping) {
        var fields = new Fields(mapping, problems);
        if (mapping.has("lab")) {
            return new LabForm(problems).read(fields);
        }
        if (mapping.has("from")) {
            return part(fields);
        }
        if (mapping.has("steps") && (mapping.has("inventory") || mapping.has("devices"))) {
            return ofJob(mapping);
        }
        if (!isRemote(mapping)
                && mapping.entries().stream().anyMatch(entry -> OWN.contains(entry.key()))
                && !(mapping.has("source") && RouterDb.isConfig(mapping))) {
            return warned(new OwnForm(problems).read(fields));
        }
        Inventory foreign = new ForeignSource(access, problems).read(mapping);
        return foreign != null ? warned(foreign) : list(mapping, fields);
    }

    /** Whether another system has the devices. */
    static boolean isRemote(Mapping mapping) {
        return mapping.get("netbox") instanceof Mapping || mapping.has("url");
    }

    private Inventory list(Mapping mapping, Fields fields) {
        List<Node> values = mapping.entries().stream().map(Node.Entry::value).toList();
        ForeignForm form = ForeignList.formOf(values);
        boolean byName = values.stream().allMatch(value -> value instanceof Mapping one && one.has("host"));
        if (form != null && byName && !values.isEmpty()) {
            return warned(inventory(ForeignList.read(mapping, form, problems)));
        }
        return new OwnForm(problems).read(fields);
    }

    /** Some devices of other inventories, by name: what a run leaves in {@code failed.yaml}. */
    private Inventory part(Fields fields) {
        List<Node> from = fields.items("from");
        List<Node> names = fields.items("names");
        fields.done();
        Inventory whole = all(from);
        if (names.isEmpty()) {
            problems.add(fields.mark(), "`from` needs `names`: the devices to take");
        }
        if (whole.devices().isEmpty()) {
            return whole;
        }
        Map<String, Device> byName = new LinkedHashMap<>();
        whole.devices().forEach(device -> byName.put(device.name(), device));
        var kept = new LinkedHashSet<String>();
        for (Node name : names) {
            String text = name instanceof Scalar scalar ? scalar.text() : "";
            if (byName.containsKey(text)) {
                kept.add(text);
            } else {
                problems.add(name.mark(), "unknown device `" + text + "`" + Suggestion.among(byName.keySet(), text));
            }
        }
        List<Device> devices = whole.devices().stream()
                .filter(device -> kept.contains(device.name()))
                .toList();
        var others = new ArrayList<>(whole.others());
        whole.devices().stream().filter(device -> !kept.contains(device.name())).forEach(others::add);
        return new Inventory(devices, whole.groups(), whole.lab(), whole.warnings(), others);
    }

    /** A job file in the place of an inventory stands for the job's devices. */
    private Inventory ofJob(Mapping job) {
        Node inline = job.get("devices");
        Node inventory = job.get("inventory");
        if (inventory == null) {
            return warned(inventory(new OwnForm(problems).devices(inline == null ? job : inline)));
        }
        return all(inventory instanceof Sequence sequence ? sequence.items() : List.of(inventory));
    }

    private Inventory all(List<Node> sources) {
        var found = new ArrayList<Inventory>();
        for (Node source : sources) {
            Inventory inventory = source instanceof Scalar scalar
                    ? named(new Sourced<>(scalar.mark().path(scalar.text()), scalar.mark()))
                    : checked(source);
            if (inventory != null) {
                found.add(inventory);
            }
        }
        return Inventory.of(found, problems);
    }

    private Inventory warned(Inventory inventory) {
        Problem warning = SecretFile.warning(inventory.devices());
        return warning == null ? inventory : inventory.withWarning(warning);
    }

    private static Inventory inventory(List<Device> devices) {
        return new Inventory(devices, Set.of(), null, List.of());
    }
}
