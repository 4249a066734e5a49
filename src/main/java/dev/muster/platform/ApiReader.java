package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a platform takes commands over HTTP, and which columns its answers have in common with others. */
final class ApiReader {
    private final Problems problems;
    private final Patterns patterns;

    ApiReader(Problems problems, Patterns patterns) {
        this.problems = problems;
        this.patterns = patterns;
    }

    @Nullable
    Api api(Fields fields) {
        Fields api = fields.child("api");
        if (api == null) {
            return null;
        }
        Api.Kind kind = api.oneOf("kind", Api.Kind.class);
        if (!api.has("kind")) {
            fields.problem("api", "`api` needs a `kind`: eapi, nxapi, jsonrpc or rest");
        }
        String path = Objects.requireNonNullElse(api.text("path"), "");
        if (!path.isEmpty() && !path.startsWith("/")) {
            api.problem("path", "`path` begins with a slash");
        }
        boolean tls = Objects.requireNonNullElse(api.bool("tls"), true);
        Integer port = api.integer("port", 1, 65535);
        String json = api.text("json");
        if (json != null && !json.contains("{command}")) {
            api.problem("json", "`json` needs {command} where the command goes");
        }
        var read = new Api(
                Objects.requireNonNullElse(kind, Api.Kind.REST),
                path,
                port != null ? port : tls ? 443 : 80,
                tls,
                json,
                commands(api),
                Objects.requireNonNullElse(api.text("accept"), "application/json"),
                api.text("text"));
        api.done();
        return read;
    }

    private static Map<String, String> commands(Fields api) {
        var commands = new LinkedHashMap<String, String>();
        if (api.node("commands") instanceof Node.Mapping mapping) {
            Fields each = Objects.requireNonNull(api.child("commands"));
            for (Node.Entry entry : mapping.entries()) {
                String path = each.text(entry.key());
                if (path != null) {
                    commands.put(entry.key(), path);
                }
            }
        }
        return commands;
    }

    /** By commands. */
    Map<String, Normal> normal(Fields fields) {
        var all = new LinkedHashMap<String, Normal>();
        Fields columns = fields.child("columns");
        if (columns == null || !(fields.node("columns") instanceof Node.Mapping mapping)) {
            return all;
        }
        for (Node.Entry command : mapping.entries()) {
            Fields one = Fields.of(command.value(), problems, "the columns of `" + command.key() + "`");
            if (one != null) {
                all.put(command.key(), normal(one, command));
            }
        }
        return all;
    }

    private Normal normal(Fields one, Node.Entry command) {
        String rows = "";
        var columns = new LinkedHashMap<String, Normal.Column>();
        for (Node.Entry entry : ((Node.Mapping) command.value()).entries()) {
            if (entry.key().equals("rows")) {
                rows = Objects.requireNonNullElse(one.text("rows"), "");
                continue;
            }
            Fields column = one.child(entry.key());
            if (column != null) {
                List<String> textfsm = column.texts("textfsm");
                List<String> api = column.texts("api");
                if (textfsm.isEmpty() && api.isEmpty()) {
                    one.problem(entry.key(), "the column `" + entry.key() + "` needs `textfsm`, `api` or both");
                }
                Pattern keep = patterns.one(column, "keep");
                if (keep != null && keep.matcher("").groupCount() != 1) {
                    column.problem("keep", "`keep` needs one group for what is kept");
                    keep = null;
                }
                columns.put(entry.key(), new Normal.Column(textfsm, api, keep));
                column.done();
            }
        }
        return new Normal(rows, columns);
    }
}
