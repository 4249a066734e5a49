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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The platform files that come with Muster, in a folder or in the jar. */
final class PlatformResources {
    private static final String FOLDER = "/dev/muster/platforms";

    /** Our own files have their aliases on one line at the top; to parse all of them as YAML would slow every start. */
    private static final Pattern ALIASES = Pattern.compile("(?m)^aliases: \\[([^]]*)]$");

    private @Nullable Map<String, String> aliases;
    private @Nullable List<String> ids;

    /** The document of a platform by its name or an alias, or null. */
    @Nullable
    Node document(String name) {
        String id = id(name);
        if (id == null) {
            return null;
        }
        String file = FOLDER + "/" + id + ".yaml";
        var problems = new Problems();
        Node document = YamlFile.parse(file, text(file), problems);
        if (document == null) {
            throw new IllegalStateException("a platform of Muster's own is broken: " + problems.all());
        }
        return document;
    }

    /** The platform's own name for a name or an alias, or null. */
    @Nullable
    String id(String name) {
        boolean own = name.matches("[a-z0-9_]{1,64}")
                && PlatformResources.class.getResource(FOLDER + "/" + name + ".yaml") != null;
        return own ? name : aliases().get(name);
    }

    /** Which platform is meant by which alias. */
    synchronized Map<String, String> aliases() {
        if (aliases == null) {
            var found = new TreeMap<String, String>();
            for (String id : ids()) {
                Matcher line = ALIASES.matcher(text(FOLDER + "/" + id + ".yaml"));
                if (line.find()) {
                    Stream.of(line.group(1).split(",", -1)).forEach(alias -> found.put(alias.strip(), id));
                }
            }
            aliases = found;
        }
        return aliases;
    }

    private static String text(String file) {
        try (InputStream in = PlatformResources.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platforms' own names, in alphabetical order. */
    synchronized List<String> ids() {
        if (ids == null) {
            URL folder = PlatformResources.class.getResource(FOLDER);
            if (folder == null) {
                throw new IllegalStateException("no platforms beside " + PlatformResources.class);
            }
            try {
                ids = folder.getProtocol().equals("jar") ? idsInJar(folder) : idsInFolder(Path.of(folder.toURI()));
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException("cannot list " + folder, e);
            }
        }
        return ids;
    }

    private static List<String> idsInFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return ids(files.map(file -> file.getFileName().toString()));
        }
    }

    private static List<String> idsInJar(URL folder) throws IOException, URISyntaxException {
        String[] parts = folder.getFile().split("!/", 2);
        String prefix = parts[1] + "/";
        try (var jar = new JarFile(Path.of(new URI(parts[0])).toFile())) {
            return ids(jar.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length())));
        }
    }

    private static List<String> ids(Stream<String> files) {
        return files.filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - 5))
                .sorted()
                .toList();
    }
}
