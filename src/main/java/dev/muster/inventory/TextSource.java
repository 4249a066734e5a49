package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads inventories that are no single YAML document: text files of other tools, and folders. */
final class TextSource {
    private static final List<String> NORNIR_HOSTS = List.of("hosts.yaml", "hosts.yml");
    /** What Ansible leaves out of a folder of inventories. */
    private static final String NO_INVENTORY =
            ".*(?:~|\\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|orig|cfg|retry|csv|py|sh))|\\..*";

    private static final Set<String> VARIABLES = Set.of("group_vars", "host_vars");

    private final InventoryAccess access;
    private final Problems problems;

    TextSource(InventoryAccess access, Problems problems) {
        this.access = access;
        this.problems = problems;
    }

    /** The inventory; null when the file has to be read as YAML. */
    @Nullable
    Inventory read(Path file) {
        String text = text(file);
        if (text == null) {
            return null;
        }
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank()
                        && !line.strip().startsWith("#")
                        && !line.strip().startsWith(";"))
                .limit(500)
                .toList();
        if (lines.isEmpty() || isYaml(lines.getFirst())) {
            return null;
        }
        char delimiter = CsvText.delimiterOf(lines.getFirst());
        var header = new CsvText(file.toString(), lines.getFirst(), delimiter).lines(new Problems());
        if (!header.isEmpty() && CsvForm.isHeader(header.getFirst())) {
            return of(CsvForm.read(new CsvText(file.toString(), text, delimiter), problems));
        }
        if (RouterDb.isList(file, lines)) {
            return of(RouterDb.read(file, text, problems));
        }
        if (SshConfig.is(lines)) {
            return SshConfig.inventory(file, text, problems);
        }
        if (AnsibleIni.is(lines)) {
            var ansible = new AnsibleInventory(folder(file), access.vault(), problems);
            ansible.ini(file.toString(), text);
            return ansible.inventory();
        }
        return null;
    }

    /** Most inventories are; they shall not wait for the classes of all other forms to load. */
    private static boolean isYaml(String first) {
        return first.matches("(?:---|%YAML|- |\\{).*|[\\w\"'.-]+:(?:\\s.*)?");
    }

    private static @Nullable String text(Path file) {
        try {
            return Files.size(file) > YamlFile.MOST_BYTES ? null : Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null; // whoever reads it next says so
        }
    }

    static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static Inventory of(List<Device> devices) {
        var groups = new java.util.HashSet<String>();
        devices.forEach(device -> groups.addAll(device.groups()));
        return new Inventory(devices, groups, null, List.of());
    }

    /** A folder of nornir's, or one of Ansible's; null with the reason noted when it is neither. */
    @Nullable
    Path nornirHosts(Path folder) {
        for (String name : NORNIR_HOSTS) {
            Path hosts = folder.resolve(name);
            var unread = new Problems();
            boolean nornir = Files.isRegularFile(hosts)
                    && YamlFile.read(hosts, unread) instanceof Mapping mapping
                    && !AnsibleYaml.is(mapping);
            if (nornir) {
                return hosts;
            }
        }
        return null;
    }

    /** All files of a folder are one inventory of Ansible's. */
    Inventory ansible(Path folder) {
        var ansible = new AnsibleInventory(folder, access.vault(), problems);
        var strange = new ArrayList<Path>();
        List<Path> files = files(folder);
        for (Path file : files) {
            if (!ansible(file, ansible)) {
                strange.add(file);
            }
        }
        if (strange.size() == files.size()) {
            problems.add(
                    Mark.of(folder.toString()),
                    "is a folder, not a file; as a folder it would be one of nornir's (hosts.yaml) or Ansible's");
        } else {
            strange.forEach(file -> problems.add(
                    Mark.of(file.toString()), "is no inventory of Ansible, as the others of this folder are"));
        }
        return ansible.inventory();
    }

    /** False when the file is no inventory. */
    private static boolean ansible(Path file, AnsibleInventory into) {
        String text = text(file);
        List<String> lines = text == null
                ? List.of()
                : text.lines()
                        .filter(line -> !line.isBlank() && !line.strip().matches("[#;].*"))
                        .toList();
        Node node = AnsibleIni.is(lines) ? null : YamlFile.read(file, new Problems());
        if (node instanceof Mapping mapping && AnsibleYaml.is(mapping)) {
            into.yaml(mapping);
            return true;
        }
        if (text == null || !AnsibleIni.is(lines)) {
            return false;
        }
        into.ini(file.toString(), text);
        return true;
    }

    private List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !VARIABLES.contains(file.getFileName().toString())
                            && !file.getFileName().toString().matches(NO_INVENTORY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(Mark.of(folder.toString()), "cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
