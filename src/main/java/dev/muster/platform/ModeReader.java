package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the modes of a platform and checks that they hang together. */
final class ModeReader {
    private final Problems problems;
    private final Patterns patterns;
    private final Map<String, Fields> places = new LinkedHashMap<>();
    private boolean broken;

    ModeReader(Problems problems, Patterns patterns) {
        this.problems = problems;
        this.patterns = patterns;
    }

    List<Mode> read(Fields platform) {
        var modes = new ArrayList<Mode>();
        for (Node item : platform.items("modes")) {
            Fields fields = Fields.of(item, problems, "a mode");
            String name = fields == null ? null : name(fields);
            Mode mode = fields == null ? null : mode(fields, name == null ? "" : name);
            broken |= mode == null || name == null;
            if (mode != null && name != null) {
                modes.add(mode);
            }
        }
        if (modes.isEmpty() && !broken) {
            platform.problem("modes", "a platform needs at least one mode under `modes`");
        }
        return modes;
    }

    private @Nullable String name(Fields fields) {
        String name = fields.text("name");
        if (name == null) {
            problems.add(fields.mark(), "a mode needs a `name`");
        } else if (places.putIfAbsent(name, fields) != null) {
            fields.problem("name", "two modes are called `" + name + "`");
            return null;
        }
        return name;
    }

    private @Nullable Mode mode(Fields fields, String name) {
        Pattern prompt = patterns.needed(fields, "pattern", "a mode");
        Pattern excludes = patterns.one(fields, "excludes");
        List<String> entrances = fields.texts("from");
        var mode = prompt == null
                ? null
                : new Mode(
                        name,
                        new PromptPattern(prompt, excludes),
                        fields.text("enter"),
                        entrances,
                        fields.text("leave"),
                        patterns.one(fields, "auth_prompt"),
                        Objects.requireNonNullElse(fields.bool("login"), entrances.isEmpty()),
                        fields.text("commit"),
                        fields.text("abort"));
        if (mode != null) {
            fields.done();
        }
        return mode;
    }

    /** Whether every mode that is named exists and each can be reached from where a session begins. */
    void check(Platform platform, Fields fields) {
        if (places.isEmpty()) {
            return;
        }
        known(fields.mark("default_mode"), "`default_mode`", platform.defaultMode());
        boolean sound = !broken;
        for (Mode mode : platform.modes()) {
            sound &= entrances(mode, Objects.requireNonNull(places.get(mode.name())));
        }
        if (sound && platform.mode(platform.defaultMode()) != null) {
            reachable(platform, fields);
        }
    }

    /** Notes a name that is no mode's. */
    boolean known(Mark mark, String what, String name) {
        boolean known = places.containsKey(name);
        if (!known) {
            problems.add(mark, what + " is `" + name + "`, which is no mode" + Suggestion.among(places.keySet(), name));
        }
        return known;
    }

    private boolean entrances(Mode mode, Fields fields) {
        boolean sound = true;
        for (String entrance : mode.entrances()) {
            if (entrance.equals(mode.name())) {
                fields.problem("from", "mode `" + entrance + "` cannot come from itself");
                sound = false;
            }
            sound &= known(fields.mark("from"), "`from` of mode `" + mode.name() + "`", entrance);
        }
        if (mode.enter() != null && mode.entrances().isEmpty()) {
            fields.problem("enter", "mode `" + mode.name() + "` has `enter` but no `from`");
            sound = false;
        }
        return sound;
    }

    private void reachable(Platform platform, Fields fields) {
        Set<String> reached = new LinkedHashSet<>();
        for (Mode mode : platform.modes()) {
            if (mode.login()) {
                reached.add(mode.name());
            }
        }
        if (reached.isEmpty()) {
            fields.problem("modes", "no mode is one that a session begins in; give one of them `login: true`");
            return;
        }
        for (Mode mode : platform.modes()) {
            if (!reached.contains(mode.name()) && reached.stream().noneMatch(start -> leads(platform, start, mode))) {
                Fields place = Objects.requireNonNull(places.get(mode.name()));
                place.problem(
                        "name",
                        "mode `" + mode.name() + "` cannot be reached from where a session begins ("
                                + String.join(", ", reached) + "); it needs `enter` and a `from` that can, or"
                                + " `login: true`");
            }
        }
    }

    private static boolean leads(Platform platform, String start, Mode goal) {
        return !platform.route(start, goal.name()).isEmpty();
    }
}
