package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Netconf;
import dev.muster.job.Step.Request;
import dev.muster.netconf.Datastore;
import dev.muster.netconf.Filter;
import dev.muster.netconf.Operation;
import dev.muster.netconf.Operation.Defaults;
import dev.muster.parse.Parsing;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a netconf step: one operation, or a list of them. */
final class NetconfReader {
    private static final List<String> OPERATIONS = List.of(
            "get",
            "get_config",
            "edit_config",
            "lock",
            "unlock",
            "validate",
            "commit",
            "cancel_commit",
            "discard_changes",
            "copy_config",
            "delete_config",
            "kill_session",
            "rpc");

    private final Problems problems;
    private final NetconfXml xml;
    private final NetconfChange change;

    NetconfReader(Problems problems) {
        this.problems = problems;
        this.xml = new NetconfXml(problems);
        this.change = new NetconfChange(problems, xml);
    }

    /** What a step says, but for its head. */
    record Read(List<Request> requests, @Nullable Parsing parse, boolean pretty) {
        Netconf as(Step.Head head) {
            return new Netconf(head, requests, parse, pretty);
        }

        /** What the step is called where it has no name. */
        String usualName() {
            return requests.size() == 1 ? requests.getFirst().operation().label() : "netconf";
        }
    }

    Read read(Fields step) {
        Node node = Objects.requireNonNull(step.node("netconf"));
        List<Node> items = node instanceof Sequence list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            problems.add(node.mark(), "`netconf` has no operation");
        }
        var requests = new ArrayList<Request>();
        items.forEach(item -> requests.addAll(operation(item)));
        Parsing parse = new ParseReader(problems).parsing(step);
        checkParse(step, parse, requests);
        boolean pretty = Objects.requireNonNullElse(step.bool("pretty"), false);
        return new Read(List.copyOf(requests), parse, pretty);
    }

    private static void checkParse(Fields step, @Nullable Parsing parse, List<Request> requests) {
        if (parse == null) {
            return;
        }
        long answers = requests.stream()
                .filter(request -> request.operation().answers())
                .count();
        if (!(parse instanceof Parsing.Xml)) {
            step.problem("parse", "answers by NETCONF are XML: `parse: xml` or {xml: PATH}");
        } else if (answers != 1 && !requests.isEmpty()) {
            step.problem(
                    "parse",
                    "`parse` needs exactly one get, get_config or rpc in its step, found " + answers
                            + "; make each a step");
        }
    }

    private List<Request> operation(Node item) {
        if (!(item instanceof Mapping mapping)) {
            problems.add(
                    item.mark(), "`netconf` needs an operation such as {get_config: running}, found " + item.kind());
            return List.of();
        }
        var fields = new Fields(mapping, problems);
        List<String> kinds = OPERATIONS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            int before = problems.size();
            if (kinds.isEmpty()) {
                fields.done();
            }
            if (problems.size() == before) {
                problems.add(
                        item.mark(),
                        kinds.isEmpty()
                                ? "an operation is one of " + String.join(", ", OPERATIONS)
                                : "one operation at a time, found " + String.join(" and ", kinds)
                                        + "; make them a list");
            }
            return List.of();
        }
        List<Request> requests = requests(kinds.getFirst(), fields);
        fields.done();
        return requests;
    }

    private List<Request> requests(String kind, Fields fields) {
        Node value = Objects.requireNonNull(fields.node(kind));
        Mark mark = value.mark();
        Operation plain = switch (kind) {
            case "lock" -> new Operation.Lock(store(fields, kind));
            case "unlock" -> new Operation.Unlock(store(fields, kind));
            case "validate" -> new Operation.Validate(store(fields, kind));
            case "delete_config" -> new Operation.DeleteConfig(store(fields, kind));
            case "discard_changes" -> {
                needTrue(fields, kind);
                yield new Operation.DiscardChanges();
            }
            case "kill_session" -> new Operation.KillSession(session(fields));
            case "commit" -> change.commit(fields, false);
            case "cancel_commit" -> change.cancel(fields);
            case "copy_config" -> copy(value);
            default -> null;
        };
        if (plain != null) {
            return List.of(new Request(plain, null, mark, false));
        }
        return switch (kind) {
            case "get" -> get(fields, value);
            case "get_config" -> getConfig(fields, value);
            case "edit_config" -> change.edit(value);
            default -> xml.rpc(fields, value);
        };
    }

    private Datastore store(Fields fields, String key) {
        return xml.store(fields, key);
    }

    private void needTrue(Fields fields, String key) {
        Boolean given = fields.bool(key);
        if (given != null && !given) {
            fields.problem(key, "`" + key + ": false` asks for nothing; leave it out");
        }
    }

    private static String session(Fields fields) {
        Integer number = fields.integer("kill_session", 1, Integer.MAX_VALUE);
        return number == null ? "1" : number.toString();
    }

    private Operation copy(Node value) {
        Fields fields = Fields.of(value, problems, "`copy_config`");
        if (fields == null) {
            return new Operation.CopyConfig(Datastore.RUNNING, Datastore.RUNNING);
        }
        var copy = new Operation.CopyConfig(xml.store(fields, "source"), xml.store(fields, "target"));
        fields.done();
        if (copy.source().equals(copy.target()) && fields.has("source") && fields.has("target")) {
            problems.add(value.mark(), "`copy_config` copies " + copy.source() + " to itself");
        }
        return copy;
    }

    private List<Request> get(Fields fields, Node value) {
        Mark mark = value.mark();
        if (value instanceof Scalar scalar) {
            if (scalar.text().strip().startsWith("<")) {
                Defaults defaults = fields.oneOf("with_defaults", Defaults.class);
                var filter = new Filter.Subtree(scalar.text());
                return List.of(new Request(new Operation.Get(filter, defaults), xml.template(value), mark, false));
            }
            if (!List.of("true", "all").contains(scalar.text().toLowerCase(Locale.ROOT))) {
                problems.add(
                        mark, "`get` needs true, a filter in XML, or {filter: ...}; found `" + scalar.text() + "`");
            }
        }
        Fields options = value instanceof Mapping mapping ? new Fields(mapping, problems) : fields;
        Operation get = new Operation.Get(filter(options), options.oneOf("with_defaults", Defaults.class));
        Request request = new Request(get, filterText(options), mark, false);
        if (!options.equals(fields)) {
            options.done();
        }
        return List.of(request);
    }

    private List<Request> getConfig(Fields fields, Node value) {
        Fields options = value instanceof Mapping mapping ? new Fields(mapping, problems) : fields;
        Datastore source = options.equals(fields) ? store(fields, "get_config") : xml.store(options, "source");
        Defaults defaults = options.oneOf("with_defaults", Defaults.class);
        Operation get = new Operation.GetConfig(source, filter(options), defaults);
        Request request = new Request(get, filterText(options), value.mark(), false);
        if (!options.equals(fields)) {
            options.done();
        }
        return List.of(request);
    }

    private Filter filter(Fields options) {
        if (options.has("filter") && options.has("xpath")) {
            options.problem("xpath", "`filter` and `xpath` exclude each other");
        }
        if (options.has("namespaces") && !options.has("xpath")) {
            options.problem("namespaces", "`namespaces` belong to `xpath`; a `filter` has its own as xmlns");
        }
        if (options.has("xpath")) {
            return new Filter.XPath("", namespaces(options));
        }
        return options.has("filter") ? new Filter.Subtree("") : new Filter.All();
    }

    private @Nullable Sourced<Template> filterText(Fields options) {
        Node node = options.has("xpath") ? options.node("xpath") : options.node("filter");
        return node == null ? null : xml.template(node);
    }

    private Map<String, String> namespaces(Fields options) {
        Map<String, String> namespaces = new HashMap<>();
        if (options.node("namespaces") instanceof Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                boolean sound = entry.value() instanceof Scalar && entry.key().matches("[A-Za-z_][\\w.-]*");
                if (!sound) {
                    problems.add(entry.mark(), "`namespaces` needs prefix: URI, such as if: urn:ietf:...");
                } else {
                    namespaces.put(entry.key(), ((Scalar) entry.value()).text());
                }
            }
        } else if (options.has("namespaces")) {
            options.problem("namespaces", "`namespaces` needs a mapping of prefixes to URIs");
        }
        return namespaces;
    }
}
