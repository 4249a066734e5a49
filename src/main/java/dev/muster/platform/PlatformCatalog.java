package dev.muster.platform;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platforms that Muster knows, by name and alias, with the user's own before them; each of Muster's files is read when
 * its platform is first asked for.
 */
public final class PlatformCatalog {
    /** netmiko's names end in how a device is reached. */
    private static final Pattern TRANSPORT = Pattern.compile("_(?:ssh|telnet|serial)$");

    private final PlatformResources resources = new PlatformResources();
    private final Map<String, Platform> loaded = new LinkedHashMap<>();
    private final Map<String, String> ownAliases = new TreeMap<>();

    /** Muster's own platforms and those of a user's files, which come first; mistakes in them go to {@code problems}. */
    public static PlatformCatalog over(List<Path> files, Problems problems) {
        var catalog = new PlatformCatalog();
        Map<String, Node> documents = new LinkedHashMap<>();
        for (Path file : files) {
            Node document = YamlFile.read(file, problems);
            if (document != null) {
                String id = document instanceof Mapping mapping && mapping.get("id") instanceof Scalar scalar
                        ? scalar.text()
                        : file.toString();
                Node other = documents.putIfAbsent(id, document);
                if (other != null) {
                    problems.add(
                            mark(document, "id"),
                            "platform `" + id + "` is also in " + other.mark().fileAndLine());
                }
            }
        }
        documents.forEach((id, document) -> catalog.add(id, document, documents, problems));
        return catalog;
    }

    private void add(String id, Node document, Map<String, Node> documents, Problems problems) {
        Node whole = new Extension(documents, resources, problems).resolve(document);
        Platform platform = whole == null ? null : PlatformFile.read(whole, problems, false);
        if (platform == null) {
            return;
        }
        loaded.put(id, platform);
        for (String alias : platform.aliases()) {
            String builtIn = resources.id(alias);
            String other = ownAliases.getOrDefault(alias, builtIn == null ? id : builtIn);
            if (!other.equals(id) || documents.containsKey(alias)) {
                problems.add(
                        mark(document, "aliases"),
                        "alias `" + alias + "` is already a name of platform `"
                                + (documents.containsKey(alias) ? alias : other) + "`");
            }
            ownAliases.put(alias, id);
        }
    }

    private static Mark mark(Node document, String key) {
        if (document instanceof Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.key().equals(key)) {
                    return entry.mark();
                }
            }
        }
        return document.mark();
    }

    /** The platform with this name or alias, or null. */
    public synchronized @Nullable Platform find(String name) {
        Platform known = loaded.get(name);
        if (known != null) {
            return known;
        }
        String id = ownAliases.containsKey(name) ? ownAliases.get(name) : resources.id(name);
        if (id != null) {
            return load(id);
        }
        String plain = TRANSPORT.matcher(name).replaceFirst("");
        return plain.equals(name) ? null : find(plain);
    }

    /** Every platform by its own name, in alphabetical order. */
    public synchronized Map<String, Platform> all() {
        var all = new TreeMap<String, Platform>(loaded);
        resources.ids().forEach(id -> all.put(id, load(id)));
        return all;
    }

    /** Names and aliases, for a suggestion: the platforms' own names first. */
    public synchronized List<String> names() {
        var ids = new java.util.TreeSet<>(resources.ids());
        ids.addAll(loaded.keySet());
        var aliases = new java.util.TreeSet<>(resources.aliases().keySet());
        aliases.addAll(ownAliases.keySet());
        aliases.removeAll(ids);
        var names = new ArrayList<>(ids);
        names.addAll(aliases);
        return names;
    }

    private Platform load(String id) {
        Platform known = loaded.get(id);
        if (known != null) {
            return known;
        }
        Node document = resources.document(id);
        var problems = new Problems();
        Node whole = document == null ? null : new Extension(Map.of(), resources, problems).resolve(document);
        Platform platform = whole == null ? null : PlatformFile.read(whole, problems, true);
        if (platform == null) {
            throw new IllegalStateException("a platform of Muster's own is broken: " + problems.all());
        }
        loaded.put(id, platform);
        return platform;
    }
}
