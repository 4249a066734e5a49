package dev.muster.inventory;

import dev.muster.secret.SecretText.Missing;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Variables in {@code group_vars} and {@code host_vars} beside an inventory: a file or a folder of files for each name. */
final class AnsibleVarFiles {
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final Path folder;
    private final AnsibleVault vault;
    private final Problems problems;
    private final Map<Path, List<Entry>> read = new HashMap<>();
    private final Set<String> encrypted = new HashSet<>();

    AnsibleVarFiles(Path folder, AnsibleVault vault, Problems problems) {
        this.folder = folder;
        this.vault = vault;
        this.problems = problems;
    }

    List<Entry> ofGroup(String name) {
        return of("group_vars", name);
    }

    List<Entry> ofHost(String name) {
        return of("host_vars", name);
    }

    /** Whether a variable stands in a file that is encrypted as a whole. */
    boolean isEncrypted(Mark mark) {
        return encrypted.contains(mark.file());
    }

    private List<Entry> of(String kind, String name) {
        Path parent = folder.resolve(kind);
        if (name.indexOf('\0') >= 0 || !Files.isDirectory(parent)) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        for (String ending : ENDINGS) {
            Path path = parent.resolve(name + ending).normalize();
            if (!parent.normalize().equals(path.getParent())) {
                continue; // a name such as ../x
            }
            if (Files.isDirectory(path) && ending.isEmpty()) {
                folder(path).forEach(file -> entries.addAll(file(file)));
            } else if (Files.isRegularFile(path)) {
                entries.addAll(file(path));
            }
        }
        return entries;
    }

    private List<Path> folder(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isWanted(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(Mark.of(path.toString()), "cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isWanted(String name) {
        int dot = name.lastIndexOf('.');
        return dot != 0 && !name.endsWith("~") && ENDINGS.contains(dot < 0 ? "" : name.substring(dot));
    }

    private List<Entry> file(Path path) {
        return read.computeIfAbsent(path, this::entries);
    }

    private List<Entry> entries(Path path) {
        Node node = document(path);
        if (node instanceof Mapping mapping) {
            return mapping.entries();
        }
        if (node != null && !ForeignKey.isNothing(node)) {
            problems.add(node.mark(), "variables need a mapping (key: value), found " + node.kind());
        }
        return List.of();
    }

    private @org.jspecify.annotations.Nullable Node document(Path path) {
        String name = path.toString();
        try {
            if (Files.size(path) == 0) {
                return null;
            }
            String text = Files.readString(path, StandardCharsets.UTF_8);
            if (!AnsibleVault.isEncrypted(text)) {
                return text.lines().allMatch(line -> line.isBlank() || line.matches("\\s*#.*|---\\s*"))
                        ? null
                        : YamlFile.read(path, problems);
            }
            encrypted.add(name);
            return YamlFile.parse(name, vault.open(text), problems);
        } catch (IOException e) {
            return YamlFile.read(path, problems); // tells why
        } catch (Missing e) {
            problems.add(Mark.of(name), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
