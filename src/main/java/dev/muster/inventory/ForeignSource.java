package dev.muster.inventory;

import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises inventories that a later version reads, so that they get a better answer than a syntax error. */
final class ForeignSource {
    private static final Pattern INI = Pattern.compile("(?s)(?:\\s*[#;][^\\n]*\\n)*\\s*\\[[\\w.: -]+]\\s*\\n[^\\s-].*");
    private static final Pattern CSV = Pattern.compile(
            "(?is)(?:#[^\\n]*\\n)*\\s*(?:[\\w \"-]+[,;])*\"?(?:name|host|hostname|ip|address)\"?[,;][^:]*?\\n.*");
    private static final Set<String> NORNIR =
            Set.of("hostname", "connection_options", "groups", "data", "platform", "username", "password", "port");

    private ForeignSource() {}

    /** What a text file that is not YAML seems to be, or null. */
    static @Nullable String ofText(Path file) {
        var start = new char[4096];
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int length = Math.max(0, reader.read(start));
            String text = new String(start, 0, length).replace("\r", "");
            if (INI.matcher(text).matches()) {
                return "an Ansible inventory (INI)";
            }
            return CSV.matcher(text).matches() ? "a CSV file" : null;
        } catch (IOException e) {
            return null; // whoever reads it next says so
        }
    }

    /** What a mapping seems to be, or null. */
    static @Nullable String ofMapping(Mapping mapping) {
        if (mapping.has("netbox")) {
            return "a NetBox source";
        }
        for (Entry entry : mapping.entries()) {
            if (entry.value() instanceof Mapping group
                    && (group.get("hosts") instanceof Mapping || group.get("children") instanceof Mapping)) {
                return "an Ansible inventory (YAML)";
            }
        }
        boolean named = mapping.entries().stream().anyMatch(entry -> has(entry.value(), "hostname"));
        return named && mapping.entries().stream().allMatch(entry -> isNornir(entry.value()))
                ? "a nornir hosts file"
                : null;
    }

    private static boolean has(Node node, String key) {
        return node instanceof Mapping mapping && mapping.has(key);
    }

    private static boolean isNornir(Node node) {
        return node instanceof Mapping mapping
                && mapping.entries().stream().anyMatch(entry -> NORNIR.contains(entry.key()));
    }
}
