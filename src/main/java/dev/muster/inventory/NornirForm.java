package dev.muster.inventory;

import static dev.muster.inventory.ForeignKey.limit;
import static dev.muster.inventory.ForeignKey.secret;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import dev.muster.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads nornir's SimpleInventory: hosts, nested groups and defaults in three files. */
final class NornirForm {
    static final Map<String, ForeignKey> KEYS = keys();
    /** What a host may have beside {@link #KEYS}. */
    static final List<String> OTHERS = List.of("groups", "data", "connection_options");

    /** Whose options are taken, the first that there are. */
    private static final List<String> CONNECTIONS =
            List.of("scrapli", "netmiko", "napalm", "paramiko", "ssh", "asyncssh");

    private static final Element NOTHING =
            new Element(Mark.of("built-in"), Settings.NONE, List.of(), Map.of(), Map.of());

    private final Problems problems;
    private final Map<String, Element> groups = new LinkedHashMap<>();
    private Element defaults = NOTHING;

    /** A host, a group or the defaults, as written. */
    private record Element(
            Mark mark,
            Settings settings,
            List<String> groups,
            Map<String, @Nullable Object> data,
            Map<String, Connection> connections) {}

    /** The options of one kind of connection; {@code extras} is null where there are none. */
    private record Connection(Settings settings, @Nullable Settings extras) {}

    private NornirForm(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, ForeignKey> keys() {
        var keys = new LinkedHashMap<String, ForeignKey>();
        keys.put("hostname", SettingReader::host);
        keys.put("port", SettingReader::port);
        keys.put("username", secret(Setting.USERNAME));
        keys.put("password", secret(Setting.PASSWORD));
        keys.put("platform", ForeignKey::platformName);
        return keys;
    }

    /** The three files; those of groups and defaults need not exist. */
    record Parts(Path hosts, Path groups, Path defaults) {
        static Parts beside(Path hosts) {
            return new Parts(hosts, sibling(hosts, "groups"), sibling(hosts, "defaults"));
        }

        private static Path sibling(Path hosts, String name) {
            Path yml = hosts.resolveSibling(name + ".yml");
            return Files.exists(yml) ? yml : hosts.resolveSibling(name + ".yaml");
        }
    }

    /** What nornir's own configuration says of its inventory; null with the reasons noted. */
    static @Nullable Parts configured(Mapping config, Problems problems) {
        Fields inventory = new Fields(config, problems).child("inventory");
        if (inventory == null) {
            return null;
        }
        String plugin = inventory.text("plugin");
        Fields options = inventory.child("options");
        inventory.node("transform_function");
        inventory.node("transform_function_options");
        inventory.done();
        if (plugin != null && !plugin.endsWith("SimpleInventory")) {
            inventory.problem("plugin", "nornir's plugin `" + plugin + "` is not read; SimpleInventory is");
            return null;
        }
        var parts = new ArrayList<Path>();
        for (String name : List.of("host", "group", "defaults")) {
            String file = options == null ? null : options.text(name + "_file");
            String usual = name.equals("defaults") ? "defaults.yaml" : name + "s.yaml";
            parts.add(path(config.mark(), file == null ? usual : file));
        }
        if (options != null) {
            options.done();
        }
        return new Parts(parts.get(0), parts.get(1), parts.get(2));
    }

    /** nornir starts from the working folder; a path beside its configuration is what people mean. */
    private static Path path(Mark mark, String file) {
        Path beside = mark.path(file);
        return Files.exists(beside) || Files.notExists(Path.of(file)) ? beside : Path.of(file);
    }

    static List<Device> read(Mapping hosts, Parts parts, Problems problems) {
        var form = new NornirForm(problems);
        form.groups(parts.groups());
        if (Files.exists(parts.defaults()) && YamlFile.read(parts.defaults(), problems) instanceof Mapping mapping) {
            form.defaults = form.element(mapping.mark(), mapping, "the defaults");
        }
        return form.hosts(hosts);
    }

    private void groups(Path file) {
        if (Files.notExists(file) || !(YamlFile.read(file, problems) instanceof Mapping mapping)) {
            return;
        }
        for (Entry entry : mapping.entries()) {
            groups.put(entry.key(), element(entry.mark(), entry.value(), "group `" + entry.key() + "`"));
        }
        groups.values().forEach(this::check);
    }

    private List<Device> hosts(Mapping hosts) {
        var list = new ForeignHosts(problems);
        for (Entry entry : hosts.entries()) {
            Element host = element(entry.mark(), entry.value(), "host `" + entry.key() + "`");
            if (check(host)) {
                var order = new LinkedHashSet<String>();
                ancestors(host, order);
                device(entry, host, List.copyOf(order), list);
            }
        }
        return list.devices();
    }

    /** A host's own, its groups' each with its own groups behind it, and the defaults: the first that says it wins. */
    private void device(Entry entry, Element host, List<String> order, ForeignHosts list) {
        var line = new ArrayList<Element>();
        line.add(host);
        order.forEach(name -> line.add(groups.getOrDefault(name, NOTHING)));
        line.add(defaults);
        Settings plain = Settings.NONE;
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (Element element : line) {
            plain = plain.over(element.settings());
            element.data().forEach(data::putIfAbsent);
        }
        list.add(entry.key(), entry.mark(), order, data, connection(line).over(plain));
    }

    /** Of each option the nearest; extras are not merged: the nearest that has any has all of them. */
    private static Settings connection(List<Element> line) {
        for (String name : CONNECTIONS) {
            Settings settings = Settings.NONE;
            Settings extras = null;
            boolean found = false;
            for (Element element : line) {
                Connection connection = element.connections().get(name);
                if (connection != null) {
                    found = true;
                    settings = settings.over(connection.settings());
                    extras = extras == null ? connection.extras() : extras;
                }
            }
            if (found) {
                return extras == null ? settings : settings.over(extras);
            }
        }
        return Settings.NONE;
    }

    private void ancestors(Element of, Set<String> order) {
        for (String name : of.groups()) {
            Element group = groups.get(name);
            if (group != null && order.add(name)) {
                ancestors(group, order);
            }
        }
    }

    private boolean check(Element element) {
        boolean known = true;
        for (String name : element.groups()) {
            if (!groups.containsKey(name)) {
                problems.add(element.mark(), "unknown group `" + name + "`" + Suggestion.among(groups.keySet(), name));
                known = false;
            }
        }
        return known;
    }

    private Element element(Mark mark, Node node, String what) {
        if (ForeignKey.isNothing(node)) {
            return new Element(mark, Settings.NONE, List.of(), Map.of(), Map.of());
        }
        Fields fields = Fields.of(node, problems, what);
        if (fields == null || !(node instanceof Mapping mapping)) {
            return NOTHING;
        }
        KEYS.keySet().forEach(fields::node);
        List<String> memberOf = ForeignKey.isNothing(fields.node("groups")) ? List.of() : fields.texts("groups");
        Node data = fields.node("data");
        Node connections = fields.node("connection_options");
        fields.done();
        Map<String, @Nullable Object> facts = Map.of();
        if (data instanceof Mapping given) {
            facts = Node.plainMap(given);
        } else if (data != null && !ForeignKey.isNothing(data)) {
            problems.add(data.mark(), "`data` needs a mapping (key: value), found " + data.kind());
        }
        Settings settings = ForeignHosts.settings(mark, mapping.entries(), KEYS, problems);
        return new Element(mark, settings, memberOf, facts, connections(connections));
    }

    private Map<String, Connection> connections(@Nullable Node node) {
        if (node == null || ForeignKey.isNothing(node)) {
            return Map.of();
        }
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.mark(), "`connection_options` needs a mapping (name: options), found " + node.kind());
            return Map.of();
        }
        var found = new LinkedHashMap<String, Connection>();
        for (Entry entry : mapping.entries()) {
            if (entry.value() instanceof Mapping options) {
                found.put(entry.key(), connection(entry.key(), options));
            }
        }
        return found;
    }

    private Connection connection(String name, Mapping options) {
        var fields = new Fields(options, problems);
        KEYS.keySet().forEach(fields::node);
        Node extras = fields.node("extras");
        fields.done();
        Settings settings = ForeignHosts.settings(options.mark(), options.entries(), KEYS, problems);
        return new Connection(settings, extras instanceof Mapping mapping ? extras(name, mapping) : null);
    }

    /** What a plugin of nornir hands on to its library; of those that are not read here nothing is taken. */
    private Settings extras(String connection, Mapping extras) {
        Map<String, ForeignKey> keys = switch (connection) {
            case "scrapli" -> ForeignForm.SCRAPLI.keys();
            case "netmiko" -> ForeignForm.NETMIKO.keys();
            case "napalm" -> Map.of("timeout", limit(Setting.LIMIT_CONNECT), "optional_args", NornirForm::optional);
            default -> Map.of();
        };
        if (connection.equals("scrapli") || connection.equals("netmiko")) {
            var fields = new Fields(extras, problems);
            keys.keySet().forEach(fields::node);
            fields.done();
        }
        return ForeignHosts.settings(extras.mark(), extras.entries(), keys, problems);
    }

    private static void optional(SettingReader in, String key) {
        Fields optional = in.fields().child(key);
        if (optional != null) {
            SettingReader inner = in.within(optional);
            inner.secret(Setting.ENABLE_PASSWORD, "secret");
            inner.port("port");
        }
    }
}
