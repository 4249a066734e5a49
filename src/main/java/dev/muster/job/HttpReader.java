package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Body;
import dev.muster.job.Step.Head;
import dev.muster.job.Step.Pages;
import dev.muster.parse.RowPath;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an http step. */
final class HttpReader {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head");
    private static final List<String> WAYS = List.of("cli", "api");
    private static final int MOST_PAGES = 10_000;
    private static final int USUAL_PAGES = 100;

    private final Problems problems;

    HttpReader(Problems problems) {
        this.problems = problems;
    }

    /** {@code via: api}, {@code cli} or a list of both; empty where the step says nothing. */
    static List<Via> via(Fields fields, Problems problems) {
        var ways = new ArrayList<Via>();
        for (Node item : fields.items("via")) {
            String text = item instanceof Scalar scalar ? scalar.text() : "";
            if (!WAYS.contains(text)) {
                problems.add(
                        item.mark(),
                        "`via` is `" + text + "`" + Suggestion.among(WAYS, text)
                                + "; it takes api, cli, or both in the order in which they are tried");
                continue;
            }
            Via way = Via.valueOf(text.toUpperCase(Locale.ROOT));
            if (ways.contains(way)) {
                problems.add(item.mark(), "`via` names `" + text + "` twice");
            } else {
                ways.add(way);
            }
        }
        return ways.equals(List.of(Via.CLI, Via.API)) ? List.of(Via.CLI) : List.copyOf(ways);
    }

    /** What a step without a name is called: its method and path. */
    static String usualName(Node node) {
        if (node instanceof Mapping mapping) {
            for (String method : METHODS) {
                if (mapping.get(method) instanceof Scalar path) {
                    return method + " " + path.text();
                }
            }
        }
        return "http";
    }

    @Nullable
    Step read(Node node, Head head) {
        Fields fields = Fields.of(node, problems, "`http`");
        if (fields == null) {
            return null;
        }
        List<String> methods = METHODS.stream().filter(fields::has).toList();
        String method = methods.size() == 1 ? methods.getFirst() : null;
        RowPath rows =
                fields.has("rows") ? new ParseReader(problems).path(Objects.requireNonNull(fields.node("rows"))) : null;
        var headers = new LinkedHashMap<>(templates(fields, "headers"));
        Body body = body(fields, headers);
        accept(fields, headers);
        Map<String, Sourced<Template>> query = templates(fields, "query");
        List<String> status = status(fields);
        boolean credentials = Objects.requireNonNullElse(fields.bool("login"), true);
        Pages pages = pages(fields);
        Sourced<Template> path = method == null ? null : path(fields, method);
        int before = problems.size();
        fields.done();
        if (problems.size() == before) {
            checkMethod(node, methods, pages);
        }
        return path == null || method == null
                ? null
                : new Step.Http(
                        head,
                        method.toUpperCase(Locale.ROOT),
                        path,
                        headers,
                        query,
                        body,
                        status,
                        rows,
                        credentials,
                        pages);
    }

    private void checkMethod(Node node, List<String> methods, @Nullable Pages pages) {
        if (methods.isEmpty()) {
            problems.add(node.mark(), "`http` needs a method with its path: " + String.join(", ", METHODS));
        } else if (methods.size() > 1) {
            problems.add(node.mark(), "`http` has one method, found " + String.join(" and ", methods));
        } else if (pages != null && !methods.getFirst().equals("get")) {
            problems.add(node.mark(), "`paginate` goes with `get`");
        }
    }

    private @Nullable Sourced<Template> path(Fields fields, String method) {
        String text = fields.text(method);
        Node node = fields.node(method);
        if (text == null || node == null) {
            return null;
        }
        boolean whole = text.matches("(?i)https?://[^/\\s]+(/.*)?") || text.startsWith("{{");
        if (!whole && !text.startsWith("/")) {
            problems.add(node.mark(), "`" + method + "` needs a path that begins with a slash, or a whole URL");
            return null;
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(node.mark(), "`" + method + "` has an invisible character in it");
            return null;
        }
        return new Sourced<>(new Template(text), node.mark());
    }

    private Map<String, Sourced<Template>> templates(Fields fields, String key) {
        var all = new LinkedHashMap<String, Sourced<Template>>();
        Node node = fields.node(key);
        if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                if (entry.value() instanceof Scalar scalar && scalar.type() != Type.NULL) {
                    all.put(entry.key(), new Sourced<>(new Template(scalar.text()), scalar.mark()));
                } else {
                    problems.add(
                            entry.value().mark(),
                            "`" + entry.key() + "` needs text, found "
                                    + entry.value().kind());
                }
            }
        } else if (node != null) {
            problems.add(node.mark(), "`" + key + "` needs a mapping (name: value), found " + node.kind());
        }
        return all;
    }

    private static void accept(Fields fields, Map<String, Sourced<Template>> headers) {
        String accept = fields.text("accept");
        Node node = fields.node("accept");
        if (accept != null && node != null) {
            headers.putIfAbsent("Accept", new Sourced<>(new Template(accept), node.mark()));
        }
    }

    private @Nullable Body body(Fields fields, Map<String, Sourced<Template>> headers) {
        Node json = fields.node("json");
        String text = fields.text("body");
        Node at = json != null ? json : fields.node("body");
        if (json != null && text != null) {
            fields.problem("body", "a request has one body: `body` or `json`");
        }
        if (at == null) {
            return null;
        }
        if (fields.has("get") || fields.has("head")) {
            problems.add(at.mark(), "a request that only reads has no body");
            return null;
        }
        boolean named = headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("Content-Type"));
        if (json == null) {
            return text == null ? null : new Body.Text(new Sourced<>(new Template(text), at.mark()));
        }
        if (!named) {
            headers.put("Content-Type", new Sourced<>(new Template("application/json"), at.mark()));
        }
        return new Body.Json(json);
    }

    private List<String> status(Fields fields) {
        var wanted = new ArrayList<String>();
        for (Node item : fields.items("status")) {
            String text = item instanceof Scalar scalar ? scalar.text() : "";
            if (text.matches("[1-5](\\d\\d|xx)")) {
                wanted.add(text);
            } else {
                problems.add(
                        item.mark(),
                        "`status` needs a status such as 200, a list of them, or 2xx, found "
                                + (text.isEmpty() ? item.kind() : "`" + text + "`"));
            }
        }
        return wanted.isEmpty() ? List.of("2xx") : List.copyOf(wanted);
    }

    private @Nullable Pages pages(Fields fields) {
        Node node = fields.node("paginate");
        if (node == null) {
            return null;
        }
        if (node instanceof Scalar scalar && scalar.text().equals("link")) {
            return new Pages.Link(USUAL_PAGES);
        }
        Fields pages = Fields.of(node, problems, "`paginate`");
        if (pages == null) {
            return null;
        }
        int most = Objects.requireNonNullElse(pages.integer("most", 1, MOST_PAGES), USUAL_PAGES);
        String link = pages.text("link");
        Node next = pages.node("next");
        String offset = pages.text("offset");
        String limit = Objects.requireNonNullElse(pages.text("limit"), "limit");
        int size = Objects.requireNonNullElse(pages.integer("size", 1, 100_000), 100);
        pages.done();
        boolean one = (link == null ? 0 : 1) + (next == null ? 0 : 1) + (offset == null ? 0 : 1) == 1;
        if (!one || (link != null && !link.equals("next"))) {
            problems.add(
                    node.mark(),
                    "`paginate` is one of {link: next}, {next: path of the next page's address in the answer} and"
                            + " {offset: offset, limit: limit, size: 100}");
            return null;
        }
        if (offset != null) {
            return new Pages.Offset(offset, limit, size, most);
        }
        return next == null ? new Pages.Link(most) : new Pages.Next(new ParseReader(problems).path(next), most);
    }
}
