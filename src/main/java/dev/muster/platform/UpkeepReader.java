package dev.muster.platform;

import dev.muster.platform.Reloading.SaveQuestion;
import dev.muster.platform.Reloading.Uptime;
import dev.muster.yaml.Fields;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a device takes files and starts again. */
final class UpkeepReader {
    private final Patterns patterns;
    private final ChangeReader changes;

    UpkeepReader(Patterns patterns, ChangeReader changes) {
        this.patterns = patterns;
        this.changes = changes;
    }

    Copying copying(Fields fields) {
        Fields copy = fields.child("copy");
        if (copy == null) {
            return Copying.UNKNOWN;
        }
        String method = copy.text("method");
        if (method != null && !method.equals("sftp") && !method.equals("scp")) {
            copy.problem("method", "`method` must be sftp or scp, found `" + method + "`");
        }
        var read = new Copying(method, copy.text("needs"), checksums(copy), space(copy));
        copy.done();
        return read;
    }

    private static Map<Hash, String> checksums(Fields copy) {
        var commands = new EnumMap<Hash, String>(Hash.class);
        Fields checksum = copy.child("checksum");
        if (checksum == null) {
            return commands;
        }
        for (Hash hash : Hash.values()) {
            String command = checksum.text(hash.label());
            if (command == null) {
                continue;
            }
            if (!command.contains("{path}") && !command.contains("{quoted}")) {
                checksum.problem(hash.label(), "`" + hash.label() + "` needs {path} where the file goes");
            }
            commands.put(hash, command);
        }
        checksum.done();
        return commands;
    }

    private Copying.@Nullable Space space(Fields copy) {
        Fields free = copy.child("free");
        if (free == null) {
            return null;
        }
        String command = free.text("command");
        Pattern match = withGroup(free, "`free`");
        free.done();
        if (command == null) {
            copy.problem("free", "`free` needs a `command`");
        }
        return command == null || match == null ? null : new Copying.Space(command, match);
    }

    @Nullable
    Reloading reloading(Fields fields) {
        Fields reload = fields.child("reload");
        if (reload == null) {
            return null;
        }
        String command = reload.text("command");
        if (command == null) {
            fields.problem("reload", "`reload` needs a `command`");
        }
        var read = new Reloading(
                Objects.requireNonNullElse(command, ""),
                saveQuestion(reload),
                changes.dialogs(reload, "dialogs"),
                uptime(reload));
        reload.done();
        return read;
    }

    private @Nullable SaveQuestion saveQuestion(Fields reload) {
        Fields question = reload.child("save_question");
        if (question == null) {
            return null;
        }
        Pattern match = patterns.needed(question, "match", "`save_question`");
        String yes = Objects.requireNonNullElse(question.text("yes"), "yes");
        String no = Objects.requireNonNullElse(question.text("no"), "no");
        Boolean newline = question.bool("newline");
        question.done();
        return match == null ? null : new SaveQuestion(match, yes, no, newline == null || newline);
    }

    private @Nullable Uptime uptime(Fields reload) {
        Fields uptime = reload.child("uptime");
        if (uptime == null) {
            return null;
        }
        String command = uptime.text("command");
        Pattern match = withGroup(uptime, "`uptime`");
        uptime.done();
        if (command == null) {
            reload.problem("uptime", "`uptime` needs a `command`");
        }
        return command == null || match == null ? null : new Uptime(command, match);
    }

    private @Nullable Pattern withGroup(Fields fields, String what) {
        Pattern match = patterns.needed(fields, "match", what);
        if (match != null && match.matcher("").groupCount() == 0) {
            fields.problem("match", "`match` of " + what + " needs a group for what is looked for");
            return null;
        }
        return match;
    }
}
