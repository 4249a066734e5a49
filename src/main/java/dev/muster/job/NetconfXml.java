package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Request;
import dev.muster.netconf.Datastore;
import dev.muster.netconf.Operation;
import dev.muster.netconf.XmlText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what operations by NETCONF have in common: the names of configurations, and XML in its several forms. */
final class NetconfXml {
    private static final long MOST_BYTES = 16 << 20;
    private static final List<String> STORES = List.of("running", "candidate", "startup");

    private final Problems problems;

    NetconfXml(Problems problems) {
        this.problems = problems;
    }

    /** A configuration by its name or URL; a stand-in where there is a mistake. */
    Datastore store(Fields fields, String key) {
        if (!fields.has(key)) {
            problems.add(fields.mark(), "`" + key + "` is missing: running, candidate, startup or a URL");
            return Datastore.RUNNING;
        }
        String name = fields.text(key);
        if (name == null) {
            return Datastore.RUNNING;
        }
        var store = new Datastore(name);
        if (!store.isUrl() && !STORES.contains(name)) {
            fields.problem(key, "`" + key + "` is `" + name + "`" + Suggestion.among(STORES, name));
            return Datastore.RUNNING;
        }
        return store;
    }

    /** XML in the job, which may be a template. */
    @Nullable
    Sourced<Template> template(Node node) {
        if (node instanceof Scalar scalar
                && scalar.type() != Type.NULL
                && !scalar.text().isBlank()) {
            return new Sourced<>(new Template(scalar.text()), node.mark());
        }
        problems.add(node.mark(), "XML needs text, found " + (node instanceof Scalar ? "nothing" : node.kind()));
        return null;
    }

    /**
     * XML where it stands.
     *
     * @param exact whether nothing in it is filled in
     */
    record Source(Sourced<Template> text, boolean exact) {}

    /** XML as text, or from a file: {@code {file: x.xml}} as it is, {@code {template: x.j2}} filled in. */
    @Nullable
    Source source(Node node) {
        if (!(node instanceof Mapping mapping)) {
            Sourced<Template> text = template(node);
            return text == null ? null : new Source(text, false);
        }
        var fields = new Fields(mapping, problems);
        if (fields.has("file") == fields.has("template")) {
            problems.add(node.mark(), "XML needs text, {file: ...} or {template: ...}");
            return null;
        }
        boolean exact = fields.has("file");
        String key = exact ? "file" : "template";
        String name = fields.text(key);
        fields.done();
        return name == null ? null : content(mapping.get(key), name, key, exact);
    }

    private @Nullable Source content(@Nullable Node node, String name, String key, boolean exact) {
        if (node == null) {
            return null;
        }
        Mark mark = node.mark();
        Path file = mark.path(name);
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(mark, "`" + key + "`: " + file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
                return null;
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new Source(new Sourced<>(new Template(text), new Mark(file.toString(), 1, 1)), exact);
        } catch (IOException e) {
            problems.add(
                    mark,
                    "`" + key + "`: " + file + " cannot be read: "
                            + e.getClass().getSimpleName());
            return null;
        }
    }

    /** Any request; it counts as a change unless its name says that it only reads, or the user does. */
    List<Request> rpc(Fields fields, Node value) {
        Source source = source(value);
        Boolean changes = fields.bool("changes");
        if (source == null) {
            return List.of();
        }
        String text = source.text().value().toString();
        List<String> roots = XmlText.of(text).roots();
        String first = roots.isEmpty() ? "" : roots.getFirst().toLowerCase(Locale.ROOT);
        boolean reads = first.startsWith("get") || first.startsWith("show");
        var rpc = new Operation.Rpc(text, changes == null ? !reads : changes);
        return List.of(new Request(rpc, source.text(), value.mark(), source.exact()));
    }
}
