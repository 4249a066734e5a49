package dev.muster.platform;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The platforms that Muster knows, by name and alias; each file is read when its platform is first asked for. */
public final class PlatformCatalog {
    private static final String FOLDER = "/dev/muster/platforms";

    private final Map<String, Platform> loaded = new LinkedHashMap<>();
    private @Nullable Map<String, String> aliases;

    /** The platform with this name or alias, or null. */
    public synchronized @Nullable Platform find(String name) {
        Platform known = loaded.get(name);
        if (known != null) {
            return known;
        }
        if (name.matches("[a-z0-9_]{1,64}")
                && PlatformCatalog.class.getResource(FOLDER + "/" + name + ".yaml") != null) {
            return load(name);
        }
        String id = aliases().get(name);
        return id == null ? null : load(id);
    }

    /** Every platform by its own name, in alphabetical order. */
    public synchronized Map<String, Platform> all() {
        var all = new TreeMap<String, Platform>();
        ids().forEach(id -> all.put(id, load(id)));
        return all;
    }

    /** Names and aliases, for a suggestion. */
    public synchronized List<String> names() {
        var names = new ArrayList<>(all().keySet());
        names.addAll(aliases().keySet());
        return names;
    }

    private Map<String, String> aliases() {
        if (aliases == null) {
            var found = new TreeMap<String, String>();
            all().forEach((id, platform) -> platform.aliases().forEach(alias -> found.put(alias, id)));
            aliases = found;
        }
        return aliases;
    }

    private Platform load(String id) {
        return loaded.computeIfAbsent(id, name -> {
            String file = FOLDER + "/" + name + ".yaml";
            var problems = new Problems();
            Node document = YamlFile.parse(file, resource(file), problems);
            Platform platform = document == null ? null : PlatformFile.read(document, problems);
            if (platform == null) {
                throw new IllegalStateException("a platform of Muster's own is broken: " + problems.all());
            }
            return platform;
        });
    }

    private static String resource(String file) {
        try (InputStream in = PlatformCatalog.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Platform files beside this class, in a folder or in the jar. */
    private static List<String> ids() {
        URL folder = PlatformCatalog.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("no platforms beside " + PlatformCatalog.class);
        }
        try {
            return folder.getProtocol().equals("jar") ? idsInJar(folder) : idsInFolder(Path.of(folder.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list " + folder, e);
        }
    }

    private static List<String> idsInFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> idsInJar(URL folder) throws IOException, URISyntaxException {
        String[] parts = folder.getFile().split("!/", 2);
        String prefix = parts[1] + "/";
        try (var jar = new JarFile(Path.of(new URI(parts[0])).toFile())) {
            return jar.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".yaml"))
                    .map(name -> name.substring(prefix.length(), name.length() - 5))
                    .sorted()
                    .toList();
        }
    }
}
