package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a device is changed: dialogs, configuration, commit and save. */
final class ChangeReader {
    private static final Duration LONGEST_SAVE = Duration.ofHours(1);

    private final Problems problems;
    private final Patterns patterns;

    ChangeReader(Problems problems, Patterns patterns) {
        this.problems = problems;
        this.patterns = patterns;
    }

    List<Dialog> dialogs(Fields fields, String key) {
        var dialogs = new ArrayList<Dialog>();
        for (Node item : fields.items(key)) {
            Fields dialog = Fields.of(item, problems, "one of `" + key + "`");
            if (dialog == null) {
                continue;
            }
            Pattern match = patterns.needed(dialog, "match", "a dialog");
            String answer = dialog.text("answer");
            Boolean newline = dialog.bool("newline");
            String then = dialog.text("then");
            String onlyFor = dialog.text("only_for");
            dialog.done();
            if (answer == null) {
                problems.add(dialog.mark(), "a dialog needs an `answer`; an empty one presses Enter");
            } else if (match != null) {
                dialogs.add(new Dialog(match, answer, newline == null || newline, then, onlyFor));
            }
        }
        return dialogs;
    }

    @Nullable
    Configuration configuration(Fields fields, ModeReader modes) {
        Fields config = fields.child("config");
        if (config == null) {
            return null;
        }
        String mode = Objects.requireNonNullElse(config.text("mode"), "config");
        String session = config.text("session");
        var read = new Configuration(mode, config.text("exclusive"), config.text("private"), session, blocks(config));
        config.done();
        modes.known(config.mark("mode"), "`mode` of `config`", mode);
        if (session != null) {
            modes.known(config.mark("session"), "`session` of `config`", session);
        }
        return read;
    }

    private List<Block> blocks(Fields config) {
        var blocks = new ArrayList<Block>();
        for (Node item : config.items("multiline")) {
            Fields fields = item instanceof Mapping mapping ? new Fields(mapping, problems) : null;
            Pattern opens = fields == null
                    ? patterns.pattern(item, "`multiline`")
                    : patterns.needed(fields, "match", "a block");
            String until = fields == null ? null : fields.text("until");
            if (fields != null) {
                fields.done();
            }
            if (opens != null && until == null && opens.matcher("").groupCount() == 0) {
                problems.add(item.mark(), "`multiline` needs a group for the text that closes the block, or `until`");
            } else if (opens != null) {
                blocks.add(new Block(opens, until));
            }
        }
        return blocks;
    }

    @Nullable
    Commit commit(Fields fields) {
        Fields commit = fields.child("commit");
        if (commit == null) {
            return null;
        }
        var read = new Commit(
                patterns.one(commit, "when"),
                Objects.requireNonNullElse(commit.text("command"), "commit"),
                template(commit, "comment", "{comment}"),
                template(commit, "label", "{label}"),
                template(commit, "confirmed", "{minutes}", "{seconds}", "{timer}"),
                commit.text("confirm"),
                commit.text("check"),
                patterns.lines(commit, "ok"),
                patterns.lines(commit, "failed"),
                commit.text("why"),
                commit.texts("abort"));
        commit.done();
        return read;
    }

    @Nullable
    Contexts contexts(Fields fields) {
        Fields contexts = fields.child("contexts");
        if (contexts == null) {
            return null;
        }
        String enter = template(contexts, "enter", "{name}");
        String leave = contexts.text("leave");
        contexts.done();
        if (enter == null) {
            fields.problem("contexts", "`contexts` needs `enter`, the command with {name}");
            return null;
        }
        return new Contexts(enter, leave);
    }

    private static @Nullable String template(Fields fields, String key, String... places) {
        String text = fields.text(key);
        if (text != null && List.of(places).stream().noneMatch(text::contains)) {
            fields.problem(key, "`" + key + "` needs " + String.join(" or ", places) + " where the value goes");
        }
        return text;
    }

    @Nullable
    Save save(Fields fields, ModeReader modes) {
        if (!fields.has("save")) {
            return null;
        }
        if (!(fields.node("save") instanceof Mapping mapping)) {
            return new Save(fields.texts("save"), List.of(), null, null);
        }
        var save = new Fields(mapping, problems);
        String mode = save.text("mode");
        var read =
                new Save(save.texts("commands"), dialogs(save, "dialogs"), mode, save.duration("limit", LONGEST_SAVE));
        save.done();
        if (mode != null) {
            modes.known(save.mark("mode"), "`mode` of `save`", mode);
        }
        if (read.commands().isEmpty()) {
            fields.problem("save", "`save` needs `commands`");
        }
        return read;
    }
}
