package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inventories of other tools that are YAML mappings, told apart by their keys. */
final class ForeignSource {
    private static final Set<String> NORNIR_ONLY = Set.of("hostname", "connection_options");
    private static final Set<String> NORNIR =
            Set.of("hostname", "connection_options", "groups", "data", "platform", "username", "password", "port");
    private static final Set<String> OTHER_FORMS = Set.of("host", "ip", "device_type");

    private final InventoryAccess access;
    private final Problems problems;

    ForeignSource(InventoryAccess access, Problems problems) {
        this.access = access;
        this.problems = problems;
    }

    /** The inventory, or null when the mapping is none of another tool. */
    @Nullable
    Inventory read(Mapping mapping) {
        if (mapping.has("netbox") && mapping.get("netbox") instanceof Mapping) {
            return NetBoxForm.read(new Fields(mapping, problems), access, problems);
        }
        if (mapping.has("url")) {
            return UrlForm.read(new Fields(mapping, problems), access, problems);
        }
        if (RouterDb.isConfig(mapping)) {
            return of(RouterDb.configured(mapping, problems));
        }
        if (isNornirConfig(mapping)) {
            NornirForm.Parts parts = NornirForm.configured(mapping, problems);
            Node hosts = parts == null ? null : YamlFile.read(parts.hosts(), problems);
            return parts == null || !(hosts instanceof Mapping named)
                    ? of(List.of())
                    : of(NornirForm.read(named, parts, problems));
        }
        if (AnsibleYaml.is(mapping)) {
            var ansible = new AnsibleInventory(mapping.mark().folder(), access.vault(), problems);
            ansible.yaml(mapping);
            return ansible.inventory();
        }
        return isNornir(mapping) ? nornir(mapping) : null;
    }

    /** The hosts of a nornir folder, whatever their keys. */
    Inventory nornir(Mapping hosts) {
        var parts = NornirForm.Parts.beside(Path.of(hosts.mark().file()));
        return of(NornirForm.read(hosts, parts, problems));
    }

    private static boolean isNornirConfig(Mapping mapping) {
        return mapping.get("inventory") instanceof Mapping inventory
                && (inventory.has("plugin") || inventory.has("options"))
                && !mapping.has("steps");
    }

    private static boolean isNornir(Mapping mapping) {
        boolean groupsBeside = mapping.entries().stream().anyMatch(entry -> hasAny(entry.value(), NORNIR_ONLY));
        return groupsBeside
                && mapping.entries().stream()
                        .allMatch(entry -> ForeignKey.isNothing(entry.value())
                                || (entry.value() instanceof Mapping host
                                        && host.entries().isEmpty())
                                || (hasAny(entry.value(), NORNIR) && !hasAny(entry.value(), OTHER_FORMS)));
    }

    private static boolean hasAny(Node node, Set<String> keys) {
        return node instanceof Mapping mapping
                && mapping.entries().stream().map(Entry::key).anyMatch(keys::contains);
    }

    private static Inventory of(List<Device> devices) {
        var groups = new HashSet<String>();
        devices.forEach(device -> groups.addAll(device.groups()));
        return new Inventory(devices, groups, null, List.<Problem>of());
    }
}
