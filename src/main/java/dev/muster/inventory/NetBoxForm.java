package dev.muster.inventory;

import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks NetBox for its devices: {@code /api/dcim/devices/}, page by page. */
final class NetBoxForm {
    /** What becomes data, and where NetBox has it; its older versions say {@code device_role}. */
    static final Map<String, List<String>> FACTS = facts();

    private static final int MOST_PAGES = 2000;
    private static final int USUAL_PAGE = 250;

    private final Problems problems;
    private final Mark mark;
    private final RemoteForm devices;
    private final Map<String, String> platforms = new LinkedHashMap<>();
    private final List<String> withoutAddress = new ArrayList<>();

    private NetBoxForm(Mark mark, Problems problems) {
        this.mark = mark;
        this.problems = problems;
        this.devices = new RemoteForm(mark, problems);
    }

    private static Map<String, List<String>> facts() {
        var facts = new LinkedHashMap<String, List<String>>();
        facts.put("site", List.of("site.slug"));
        facts.put("role", List.of("role.slug", "device_role.slug"));
        facts.put("tenant", List.of("tenant.slug"));
        facts.put("location", List.of("location.slug"));
        facts.put("rack", List.of("rack.name"));
        facts.put("status", List.of("status.value"));
        facts.put("manufacturer", List.of("device_type.manufacturer.slug"));
        facts.put("device_type", List.of("device_type.slug"));
        facts.put("serial", List.of("serial"));
        facts.put("asset_tag", List.of("asset_tag"));
        return facts;
    }

    /** @param access whether NetBox may be asked; without it the file is checked only */
    static Inventory read(Fields file, InventoryAccess access, Problems problems) {
        int before = problems.size();
        Fields netbox = Objects.requireNonNull(file.child("netbox"));
        var form = new NetBoxForm(file.mark("netbox"), problems);
        String url = netbox.text("url");
        String token = netbox.text("token");
        if (url == null) {
            problems.add(netbox.mark(), "`netbox` needs a `url`");
        }
        form.platforms(netbox.node("platforms"));
        Integer page = netbox.integer("page", 1, 1000);
        String query = form.query(netbox, page == null ? USUAL_PAGE : page);
        netbox.done();
        file.node("defaults");
        file.node("groups");
        file.done();
        URI server = url == null ? null : RemoteJson.url(url, netbox.mark("url"), problems);
        if (server == null || problems.size() > before || !access.remote()) {
            return form.devices.inventory(file, List.of());
        }
        form.ask(server, token, access.sources(), query);
        return form.devices.inventory(file, form.warnings());
    }

    /** What the slugs of NetBox's platforms are called here. */
    private void platforms(@Nullable Node given) {
        if (given instanceof Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.value() instanceof Scalar scalar) {
                    platforms.put(entry.key(), scalar.text());
                }
            }
        } else if (given != null) {
            problems.add(given.mark(), "`platforms` needs a mapping such as {cat9k: cisco_iosxe}");
        }
    }

    /** NetBox's own filters; a list gives a parameter several times, which NetBox takes for one or the other. */
    private String query(Fields netbox, int page) {
        var query = new StringBuilder("limit=" + page);
        Node filter = netbox.node("filter");
        if (filter instanceof Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                List<Node> values = entry.value() instanceof Sequence list ? list.items() : List.of(entry.value());
                for (Node value : values) {
                    if (value instanceof Scalar scalar) {
                        query.append('&')
                                .append(encoded(entry.key()))
                                .append('=')
                                .append(encoded(scalar.text()));
                    } else {
                        problems.add(value.mark(), "a filter needs a text or a list of texts, found " + value.kind());
                    }
                }
            }
        } else if (filter != null) {
            problems.add(filter.mark(), "`filter` needs a mapping such as {site: ams, status: active}");
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void ask(URI server, @Nullable String token, SecretSources sources, String query) {
        Map<String, SecretText> headers =
                token == null ? Map.of() : Map.of("Authorization", new SecretText("Token " + token));
        try (var remote = new RemoteJson(server, headers, sources, mark, problems)) {
            String base = server.toString().replaceAll("/+$", "").replaceAll("/api$", "");
            URI next = URI.create(base + "/api/dcim/devices/?" + query);
            for (int page = 0; next != null; page++) {
                Node answer = page < MOST_PAGES ? remote.get(next) : null;
                if (answer == null) {
                    return;
                }
                if (!(answer instanceof Mapping mapping) || !(mapping.get("results") instanceof Sequence results)) {
                    problems.add(mark, next.getHost() + " answered with something that is no list of NetBox");
                    return;
                }
                results.items().forEach(this::device);
                next = next(RemoteForm.textAt(mapping, "next"));
            }
        }
    }

    private @Nullable URI next(String url) {
        return url.isEmpty() ? null : RemoteJson.url(url, mark, problems);
    }

    private void device(Node device) {
        String name = RemoteForm.textAt(device, "name");
        String called = name.isEmpty() ? "device-" + RemoteForm.textAt(device, "id") : name;
        String address = RemoteForm.textAt(device, "primary_ip.address").replaceFirst("/\\d+$", "");
        if (address.isEmpty()) {
            withoutAddress.add(called);
            return;
        }
        var keys = new LinkedHashMap<String, Node>();
        keys.put("host", devices.text(address));
        String slug = RemoteForm.textAt(device, "platform.slug");
        if (!slug.isEmpty()) {
            keys.put("platform", devices.text(platforms.getOrDefault(slug, PlatformNames.of(slug))));
        }
        var data = new LinkedHashMap<String, Node>();
        FACTS.forEach((fact, paths) -> paths.stream()
                .map(path -> RemoteForm.at(device, path))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(value -> data.put(fact, value)));
        if (RemoteForm.at(device, "custom_fields") instanceof Mapping custom) {
            data.put("custom_fields", custom);
        }
        devices.add(called, keys, tags(device), data);
    }

    private static List<String> tags(Node device) {
        return RemoteForm.at(device, "tags") instanceof Sequence tags
                ? tags.items().stream()
                        .map(tag -> RemoteForm.textAt(tag, "slug"))
                        .filter(slug -> !slug.isEmpty())
                        .toList()
                : List.of();
    }

    private List<Problem> warnings() {
        if (withoutAddress.isEmpty()) {
            return List.of();
        }
        int count = withoutAddress.size();
        return List.of(new Problem(
                mark,
                count + (count == 1 ? " device has" : " devices have") + " no primary address in NetBox: left out: "
                        + String.join(", ", withoutAddress.subList(0, Math.min(5, count)))
                        + (count > 5 ? " ..." : "")));
    }
}
