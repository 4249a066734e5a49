package dev.muster.inventory;

import static dev.muster.inventory.ForeignKey.secret;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Oxidized's list of devices: a line each, its fields divided by colons and named by the configuration's map. */
final class RouterDb {
    static final Map<String, ForeignKey> KEYS = Map.of(
            "ip", SettingReader::host,
            "model", ForeignKey::platformName,
            "username", secret(Setting.USERNAME),
            "password", secret(Setting.PASSWORD),
            "enable", secret(Setting.ENABLE_PASSWORD),
            "ssh_port", SettingReader::port,
            "ssh_proxy", AccessKeys::tunnel);

    /** {@code name:model:username:password:enable}. */
    private static final Map<String, Integer> USUAL_MAP =
            Map.of("name", 0, "model", 1, "username", 2, "password", 3, "enable", 4);

    private static final Pattern LINE = Pattern.compile("[\\w.\\[\\]@-]+:[A-Za-z][\\w-]*(?::[^:\\n]*){0,4}:?");

    private final Problems problems;
    private final Layout layout;

    /**
     * How the lines are to be read.
     *
     * @param map the fields' places
     * @param defaults what holds for every device
     * @param models what the list calls models that Oxidized calls otherwise
     * @param groups what holds for those in a group
     */
    private record Layout(
            Pattern delimiter,
            Map<String, Integer> map,
            Settings defaults,
            Map<String, String> models,
            Map<String, Settings> groups) {
        static final Layout USUAL = new Layout(Pattern.compile(":"), USUAL_MAP, Settings.NONE, Map.of(), Map.of());
    }

    private RouterDb(Problems problems, Layout layout) {
        this.problems = problems;
        this.layout = layout;
    }

    /** Whether every line is one of such a list, with a model that means something. */
    static boolean isList(Path file, List<String> lines) {
        boolean named =
                file.getFileName() != null && file.getFileName().toString().equals("router.db");
        return !lines.isEmpty()
                && lines.stream().allMatch(line -> LINE.matcher(line).matches())
                && (named
                        || lines.stream()
                                .allMatch(line ->
                                        line.chars().filter(c -> c == ':').count() >= 3));
    }

    /** A list whose configuration may stand beside it. */
    static List<Device> read(Path file, String text, Problems problems) {
        Path config = file.resolveSibling("config");
        var unread = new Problems();
        Node node = Files.isRegularFile(config) ? YamlFile.read(config, unread) : null;
        boolean known = node instanceof Mapping mapping && isConfig(mapping);
        Layout layout = known && node instanceof Mapping mapping ? layout(mapping, problems) : Layout.USUAL;
        return new RouterDb(problems, layout).devices(file.toString(), text);
    }

    static boolean isConfig(Mapping mapping) {
        return mapping.get("source") instanceof Mapping source && source.get("csv") instanceof Mapping;
    }

    /** The list that Oxidized's configuration names. */
    static List<Device> configured(Mapping config, Problems problems) {
        Fields csv = csv(config, problems);
        String file = csv == null ? null : csv.text("file");
        if (csv == null || file == null) {
            problems.add(config.mark(), "Oxidized's `source` needs `csv` with a `file`");
            return List.of();
        }
        Path path = config.mark().path(file);
        Path beside = path.getFileName() == null
                ? path
                : config.mark().folder().resolve(path.getFileName().toString());
        Path found = Files.exists(path) ? path : beside;
        try {
            String text = Files.readString(found, StandardCharsets.UTF_8);
            return new RouterDb(problems, layout(config, problems)).devices(found.toString(), text);
        } catch (IOException e) {
            csv.problem("file", "no such file: " + path);
            return List.of();
        }
    }

    private static @Nullable Fields csv(Mapping config, Problems problems) {
        Fields source = new Fields(config, problems).child("source");
        return source == null ? null : source.child("csv");
    }

    private static Layout layout(Mapping config, Problems problems) {
        Fields csv = csv(config, problems);
        var map = new LinkedHashMap<String, Integer>();
        for (String part : List.of("map", "vars_map")) {
            if (csv != null && csv.node(part) instanceof Mapping places) {
                places.entries().forEach(entry -> place(entry, map, problems));
            }
        }
        String delimiter = csv == null ? null : csv.text("delimiter");
        var models = new LinkedHashMap<String, String>();
        if (config.get("model_map") instanceof Mapping names) {
            names.entries()
                    .forEach(entry -> models.put(entry.key(), entry.value() instanceof Scalar to ? to.text() : ""));
        }
        var groups = new LinkedHashMap<String, Settings>();
        if (config.get("groups") instanceof Mapping named) {
            named.entries().forEach(entry -> groups.put(entry.key(), account(entry.value(), problems)));
        }
        return new Layout(
                Pattern.compile(regex(delimiter)),
                map.isEmpty() ? USUAL_MAP : map,
                account(config, problems),
                models,
                groups);
    }

    /** A user name, a password, a model and the enable password under {@code vars}. */
    private static Settings account(Node node, Problems problems) {
        var entries = new ArrayList<Entry>();
        if (node instanceof Mapping mapping) {
            mapping.entries().stream()
                    .filter(entry -> List.of("username", "password", "model").contains(entry.key()))
                    .forEach(entries::add);
            if (mapping.get("vars") instanceof Mapping vars) {
                vars.entries().stream()
                        .filter(entry -> KEYS.containsKey(entry.key()) && entry.value() instanceof Scalar)
                        .forEach(entries::add);
            }
        }
        return ForeignHosts.settings(node.mark(), entries, KEYS, problems);
    }

    private static void place(Entry entry, Map<String, Integer> map, Problems problems) {
        if (entry.value() instanceof Scalar scalar && scalar.text().matches("\\d{1,4}")) {
            map.put(entry.key(), Integer.parseInt(scalar.text()));
        } else {
            problems.add(entry.mark(), "`" + entry.key() + "` needs the number of a field, from 0");
        }
    }

    /** A text, or a Ruby expression such as {@code !ruby/regexp /:/}. */
    private static String regex(@Nullable String delimiter) {
        if (delimiter == null || delimiter.isEmpty()) {
            return ":";
        }
        boolean expression = delimiter.length() > 2 && delimiter.startsWith("/") && delimiter.endsWith("/");
        return expression ? delimiter.substring(1, delimiter.length() - 1) : Pattern.quote(delimiter);
    }

    private List<Device> devices(String file, String text) {
        var hosts = new ForeignHosts(problems);
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                device(lines[i], new Mark(file, i + 1, 1), hosts);
            }
        }
        return hosts.devices();
    }

    private void device(String line, Mark mark, ForeignHosts hosts) {
        String[] fields = layout.delimiter().split(line.strip(), -1);
        var entries = new ArrayList<Entry>();
        var data = new LinkedHashMap<String, @Nullable Object>();
        var values = new LinkedHashMap<String, String>();
        layout.map().forEach((key, place) -> {
            String value = place < fields.length ? fields[place].strip() : "";
            if (!value.isEmpty()) {
                values.put(key, key.equals("model") ? layout.models().getOrDefault(value, value) : value);
            }
        });
        values.forEach((key, value) -> {
            if (KEYS.containsKey(key)) {
                entries.add(new Entry(mark, key, new Scalar(mark, Type.TEXT, value)));
            } else if (!key.equals("name") && !key.equals("group")) {
                data.put(key, value);
            }
        });
        String group = values.get("group");
        Settings ofGroup = group == null ? Settings.NONE : layout.groups().getOrDefault(group, Settings.NONE);
        Settings own = ForeignHosts.settings(mark, entries, KEYS, problems);
        Settings all = own.over(ofGroup).over(layout.defaults());
        hosts.add(values.getOrDefault("name", ""), mark, group == null ? List.of() : List.of(group), data, all);
    }
}
