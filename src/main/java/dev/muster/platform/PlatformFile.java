package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a platform file; every mistake in it is reported with its place. */
public final class PlatformFile {
    private final Problems problems;

    private PlatformFile(Problems problems) {
        this.problems = problems;
    }

    /** The platform described by a document, or null with the reasons in {@code problems}. */
    public static @Nullable Platform read(Node document, Problems problems) {
        int before = problems.size();
        Fields fields = Fields.of(document, problems, "a platform file");
        Platform platform = fields == null ? null : new PlatformFile(problems).platform(fields);
        return problems.size() == before ? platform : null;
    }

    private Platform platform(Fields fields) {
        String id = Objects.requireNonNullElse(fields.text("id"), "");
        if (!id.matches("[a-z0-9_]{1,64}")) {
            fields.problem("id", "`id` needs a name of lower-case letters, digits and _");
        }
        List<Mode> modes = modes(fields);
        String defaultMode = Objects.requireNonNullElse(fields.text("default_mode"), "");
        var platform = new Platform(
                id,
                Objects.requireNonNullElse(fields.text("description"), ""),
                fields.texts("aliases"),
                defaultMode,
                modes,
                Objects.requireNonNullElse(fields.integer("prompt_lines", 1, 2), 1),
                Objects.requireNonNullElse(fields.integer("prompt_truncation", 0, 255), 0),
                fields.texts("setup"),
                pager(fields),
                fields.texts("leave"),
                fields.texts("save"),
                refusals(fields),
                Objects.requireNonNullElse(fields.bool("echo"), true),
                Objects.requireNonNullElse(fields.text("textfsm"), id));
        fields.done();
        checkModes(fields, platform);
        return platform;
    }

    private List<Mode> modes(Fields fields) {
        var modes = new ArrayList<Mode>();
        for (Node item : fields.items("modes")) {
            Fields mode = Fields.of(item, problems, "a mode");
            if (mode == null) {
                continue;
            }
            String name = mode.text("name");
            PromptPattern prompt = prompt(mode);
            String enter = mode.text("enter");
            String from = mode.text("from");
            String leave = mode.text("leave");
            Pattern secret = mode.pattern("auth_prompt", Pattern.UNIX_LINES);
            mode.done();
            if (name == null) {
                problems.add(mode.mark(), "a mode needs a `name`");
            } else if (prompt != null) {
                modes.add(new Mode(name, prompt, enter, from, leave, secret));
            }
        }
        if (modes.isEmpty()) {
            fields.problem("modes", "a platform needs at least one mode under `modes`");
        }
        return modes;
    }

    private @Nullable PromptPattern prompt(Fields mode) {
        String regex = mode.text("pattern");
        if (regex == null) {
            problems.add(mode.mark(), "a mode needs a `pattern` for its prompt");
            return null;
        }
        try {
            return new PromptPattern(regex);
        } catch (PatternSyntaxException e) {
            mode.problem(
                    "pattern", "not a regular expression: " + e.getDescription() + " at character " + e.getIndex());
            return null;
        }
    }

    private Platform.@Nullable Pager pager(Fields fields) {
        Fields pager = fields.child("pager");
        if (pager == null) {
            return null;
        }
        Pattern match = pager.pattern("match", Pattern.UNIX_LINES);
        String answer = pager.text("answer");
        pager.done();
        if (!pager.has("match")) {
            problems.add(pager.mark(), "a pager needs a `match` for what it shows");
        }
        return match == null ? null : new Platform.Pager(match, answer == null ? " " : answer);
    }

    /** A refusal stands at the start of a line; plain text, or a regular expression between slashes. */
    private List<Pattern> refusals(Fields fields) {
        var refusals = new ArrayList<Pattern>();
        for (Node item : fields.items("refusals")) {
            if (!(item instanceof Scalar scalar) || scalar.type() == Node.Type.NULL) {
                problems.add(item.mark(), "a refusal needs text, found " + item.kind());
                continue;
            }
            if (scalar.text().isBlank()) { // it would match every line
                problems.add(item.mark(), "a refusal is empty");
            }
            String text = scalar.text();
            boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
            try {
                refusals.add(
                        regex
                                ? Pattern.compile(text.substring(1, text.length() - 1))
                                : Pattern.compile("^\\s*" + Pattern.quote(text)));
            } catch (PatternSyntaxException e) {
                problems.add(item.mark(), "not a regular expression: " + e.getDescription());
            }
        }
        return refusals;
    }

    private void checkModes(Fields fields, Platform platform) {
        var names = new HashSet<String>();
        for (Mode mode : platform.modes()) {
            if (!names.add(mode.name())) {
                fields.problem("modes", "two modes are called `" + mode.name() + "`");
            }
        }
        for (Mode mode : platform.modes()) {
            if (mode.from() != null && !names.contains(mode.from())) {
                fields.problem(
                        "modes",
                        "mode `" + mode.name() + "` comes from `" + mode.from() + "`, which is no mode"
                                + Suggestion.among(names, mode.from()));
            }
            if (mode.enter() != null && mode.from() == null) {
                fields.problem("modes", "mode `" + mode.name() + "` has `enter` but no `from`");
            }
        }
        if (!names.isEmpty() && !names.contains(platform.defaultMode())) {
            fields.problem(
                    "default_mode",
                    "`default_mode` is `" + platform.defaultMode() + "`, which is no mode"
                            + Suggestion.among(names, platform.defaultMode()));
        }
    }
}
