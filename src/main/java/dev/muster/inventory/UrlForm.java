package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Devices from any list in JSON by URL, whose keys the file maps to Muster's. */
final class UrlForm {
    private static final String DATA = "data.";
    /** What a mapping may fill beside {@code data.*}. */
    static final List<String> TARGETS =
            List.of("name", "host", "port", "platform", "transport", "username", "groups", "via");

    private final Mark mark;
    private final Problems problems;
    private final RemoteForm devices;
    private final Map<String, String> map = new LinkedHashMap<>();

    private UrlForm(Mark mark, Problems problems) {
        this.mark = mark;
        this.problems = problems;
        this.devices = new RemoteForm(mark, problems);
    }

    /** @param access whether the URL may be asked; without it the file is checked only */
    static Inventory read(Fields file, InventoryAccess access, Problems problems) {
        int before = problems.size();
        var form = new UrlForm(file.mark("url"), problems);
        String url = file.text("url");
        String path = file.text("path");
        form.map(file.node("map"), file);
        Map<String, SecretText> headers = form.headers(file.node("headers"));
        file.node("defaults");
        file.node("groups");
        file.done();
        URI server = url == null ? null : RemoteJson.url(url, form.mark, problems);
        if (server != null && problems.size() == before && access.remote()) {
            try (var remote = new RemoteJson(server, headers, access.sources(), form.mark, problems)) {
                Node answer = remote.get(server);
                if (answer != null) {
                    form.devices(answer, path == null ? "" : path);
                }
            }
        }
        return form.devices.inventory(file, List.of());
    }

    private void map(@Nullable Node node, Fields file) {
        if (!(node instanceof Mapping mapping)) {
            problems.add(
                    file.mark("map"),
                    "a list by URL needs `map`, such as {name: hostname, host: mgmt.ip, data.site: site}");
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            if (!TARGETS.contains(entry.key()) && !entry.key().startsWith(DATA)) {
                problems.add(
                        entry.mark(),
                        "`map` cannot fill `" + entry.key() + "`" + Suggestion.among(TARGETS, entry.key())
                                + "; facts go to data.NAME");
            } else if (entry.value() instanceof Scalar scalar && !scalar.text().isBlank()) {
                map.put(entry.key(), scalar.text().strip());
            } else {
                problems.add(entry.mark(), "`" + entry.key() + "` needs a path such as mgmt.ip");
            }
        }
        if (!map.containsKey("name") && !map.containsKey("host")) {
            problems.add(mapping.mark(), "`map` needs `host`, `name` or both");
        }
    }

    private Map<String, SecretText> headers(@Nullable Node node) {
        var headers = new LinkedHashMap<String, SecretText>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> {
                if (entry.value() instanceof Scalar scalar) {
                    headers.put(entry.key(), new SecretText(scalar.text()));
                }
            });
        } else if (node != null) {
            problems.add(node.mark(), "`headers` needs a mapping such as {Authorization: \"Bearer ${env:TOKEN}\"}");
        }
        return headers;
    }

    private void devices(Node answer, String path) {
        Node list = path.isEmpty() ? answer : RemoteForm.at(answer, path);
        if (list instanceof Sequence sequence) {
            sequence.items().forEach(this::device);
        } else {
            problems.add(
                    mark,
                    list == null
                            ? "the answer has nothing at `path` " + path
                            : "the answer needs a list" + (path.isEmpty() ? "" : " at `path` " + path) + ", found "
                                    + list.kind());
        }
    }

    private void device(Node item) {
        var keys = new LinkedHashMap<String, Node>();
        var data = new LinkedHashMap<String, Node>();
        var groups = new ArrayList<String>();
        map.forEach((key, path) -> {
            Node value = RemoteForm.at(item, path);
            if (value == null || key.equals("name")) {
                return;
            }
            if (key.startsWith(DATA)) {
                data.put(key.substring(DATA.length()), value);
            } else if (key.equals("groups")) {
                List<Node> names = value instanceof Sequence list ? list.items() : List.of(value);
                names.stream().filter(Scalar.class::isInstance).forEach(name -> groups.add(((Scalar) name).text()));
            } else {
                keys.put(key, key.equals("platform") ? platform(value) : value);
            }
        });
        String host = keys.get("host") instanceof Scalar scalar ? scalar.text() : "";
        String name = map.containsKey("name") ? RemoteForm.textAt(item, Objects.requireNonNull(map.get("name"))) : "";
        if (!name.isEmpty()) {
            keys.putIfAbsent("host", devices.text(name));
        }
        devices.add(name.isEmpty() ? host : name, keys, groups, data);
    }

    private Node platform(Node value) {
        return value instanceof Scalar scalar ? devices.text(PlatformNames.of(scalar.text())) : value;
    }
}
