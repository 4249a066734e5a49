package dev.muster.job;

import dev.muster.parse.Parsing;
import dev.muster.parse.RowPath;
import dev.muster.textfsm.Template;
import dev.muster.textfsm.TemplateException;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code parse:} of a step. */
final class ParseReader {
    private static final List<String> WAYS = List.of("textfsm", "json", "xml", "normalized");
    private final Problems problems;

    ParseReader(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    Parsing parsing(Fields step) {
        Node node = step.node("parse");
        if (node == null) {
            return null;
        }
        return node instanceof Scalar scalar ? named(scalar) : detailed(node);
    }

    private @Nullable Parsing named(Scalar scalar) {
        return switch (scalar.text()) {
            case "textfsm" -> new Parsing.TextFsm();
            case "json" -> new Parsing.Json(RowPath.TOP);
            case "xml" -> new Parsing.Xml(RowPath.TOP);
            case "normalized" -> new Parsing.Normalized();
            default -> {
                problems.add(
                        scalar.mark(),
                        "`parse` is `" + scalar.text() + "`" + Suggestion.among(WAYS, scalar.text())
                                + "; or {template: FILE}, {json: PATH}, {xml: PATH}");
                yield null;
            }
        };
    }

    private @Nullable Parsing detailed(Node node) {
        Fields fields = Fields.of(node, problems, "`parse`");
        if (fields == null) {
            return null;
        }
        Node template = fields.node("template");
        Node json = fields.node("json");
        Node xml = fields.node("xml");
        int before = problems.size();
        fields.done();
        long ways = java.util.stream.Stream.of("template", "json", "xml")
                .filter(fields::has)
                .count();
        if (ways != 1) {
            if (problems.size() == before) {
                problems.add(node.mark(), "`parse` needs one of `template`, `json` and `xml`");
            }
            return null;
        }
        if (template != null) {
            return template(fields, template.mark());
        }
        RowPath path = path(json != null ? json : java.util.Objects.requireNonNull(xml));
        return json != null ? new Parsing.Json(path) : new Parsing.Xml(path);
    }

    private @Nullable Parsing template(Fields fields, Mark mark) {
        String name = fields.text("template");
        if (name == null) {
            return null;
        }
        Path file = mark.path(name);
        try {
            return new Parsing.ByTemplate(name, Template.compile(Files.readString(file)));
        } catch (TemplateException e) {
            problems.add(new Mark(file.toString(), e.line(), e.line() == 0 ? 0 : 1), e.reason());
        } catch (NoSuchFileException e) {
            problems.add(mark, file + ": no such template");
        } catch (IOException e) {
            problems.add(mark, file + ": the template cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** A text, or a list of names for those that hold points and slashes. */
    RowPath path(Node node) {
        if (node instanceof Scalar scalar) {
            try {
                return RowPath.of(scalar.text());
            } catch (IllegalArgumentException e) {
                problems.add(node.mark(), "the path " + e.getMessage());
                return RowPath.TOP;
            }
        }
        var parts = new ArrayList<String>();
        if (node instanceof Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Scalar scalar && !scalar.text().isEmpty()) {
                    parts.add(scalar.text());
                } else {
                    problems.add(item.mark(), "a part of a path needs a name, found " + item.kind());
                }
            }
        } else {
            problems.add(node.mark(), "a path needs text or a list of names, found " + node.kind());
        }
        return new RowPath(false, parts);
    }
}
