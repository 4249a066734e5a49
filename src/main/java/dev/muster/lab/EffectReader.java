package dev.muster.lab;

import dev.muster.lab.Effect.Setting;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one simulated command does: a mapping, whose effects happen in a fixed order whatever the order of its
 * keys, or a list of mappings, one after the other.
 */
final class EffectReader {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Fields fields;
    private final Problems problems;
    private final Function<String, String> texts;
    private final List<Effect> effects = new ArrayList<>();

    private EffectReader(Fields fields, Problems problems, Function<String, String> texts) {
        this.fields = fields;
        this.problems = problems;
        this.texts = texts;
    }

    static List<Effect> read(Node node, Problems problems, boolean keep, Function<String, String> texts) {
        if (node instanceof Node.Sequence sequence) {
            var all = new ArrayList<Effect>();
            sequence.items().forEach(item -> all.addAll(read(item, problems, keep, texts)));
            return all;
        }
        Fields fields = Fields.of(node, problems, "a command");
        if (fields == null) {
            return List.of();
        }
        var reader = new EffectReader(fields, problems, texts);
        reader.questions();
        reader.output();
        reader.configuration(keep);
        reader.candidate();
        reader.movement();
        String condition = fields.text("when");
        fields.done();
        return condition == null ? reader.effects : List.of(new Effect.When(condition, List.copyOf(reader.effects)));
    }

    private <T> void add(@Nullable T value, Function<T, Effect> effect) {
        if (value != null) {
            effects.add(effect.apply(value));
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    private void questions() {
        Map<String, List<Effect>> answers = answers();
        String otherwise = or(fields.text("otherwise"), "");
        add(fields.text("ask"), question -> new Effect.Ask(question, answers, otherwise));
        add(fields.text("confirm"), question -> new Effect.Confirm(question, false));
        add(fields.text("key"), question -> new Effect.Confirm(question, true));
        int tries = or(fields.integer("tries", 1, 9), 1);
        String denied = or(fields.text("denied"), "");
        add(fields.text("secret"), question -> new Effect.Secret(question, tries, denied));
        add(fields.text("bad_mask"), Effect.CheckMask::new);
        String missing = or(fields.text("missing"), "");
        add(fields.text("need_file"), file -> new Effect.CheckFile(file, missing));
        String end = fields.text("lines_end");
        add(fields.text("lines"), message -> new Effect.RawLines(message, end));
    }

    private Map<String, List<Effect>> answers() {
        var answers = new LinkedHashMap<String, List<Effect>>();
        if (fields.node("answers") instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                answers.put(entry.key(), read(entry.value(), problems, false, texts));
            }
        }
        return answers;
    }

    private void output() {
        add(fields.duration("wait", LONGEST), time -> new Effect.Wait(time, false));
        add(fields.bool("saving"), saving -> new Effect.Wait(Duration.ZERO, true));
        String times = or(fields.text("times"), "1");
        Duration every = or(fields.duration("every", LONGEST), Duration.ZERO);
        add(fields.text("print"), text -> new Effect.Print(text, times, every));
        add(fields.text("file"), file -> new Effect.Print(texts.apply(file), times, every));
        add(fields.text("raw"), Effect.Raw::new);
        add(fields.text("each_interface"), Effect.EachInterface::new);
        add(fields.text("each_file"), Effect.EachFile::new);
    }

    private void configuration(boolean keep) {
        String once = or(fields.text("once"), "");
        boolean usual = or(fields.bool("usual"), false);
        String line = fields.text("line");
        String under = fields.text("under");
        boolean other = fields.has("section") || fields.has("remove");
        if (line != null || (keep && !other)) {
            effects.add(new Effect.Keep(line, under, once, usual));
        }
        add(fields.text("remove"), Effect.Remove::new);
        add(fields.bool("save"), save -> new Effect.Save());
        if (fields.node("facts") instanceof Node.Mapping mapping) {
            Fields facts = new Fields(mapping, problems);
            var remembered = new LinkedHashMap<String, String>();
            mapping.entries().forEach(entry -> remembered.put(entry.key(), or(facts.text(entry.key()), "")));
            effects.add(new Effect.Remember(Map.copyOf(remembered)));
        }
        add(fields.oneOf("set", Setting.class), Effect.Assign::new);
    }

    private void candidate() {
        add(fields.text("candidate"), Effect.Candidate::new);
        Fields commit = fields.child("commit");
        if (commit != null) {
            effects.add(new Effect.Commit(
                    or(commit.text("done"), ""),
                    or(commit.text("unchanged"), ""),
                    or(commit.bool("check"), false),
                    or(commit.text("confirmed"), "")));
            commit.done();
        }
        add(fields.bool("discard"), discard -> new Effect.Discard());
        String refusal = or(fields.text("none_kept"), "");
        add(fields.text("load"), back -> new Effect.Load(back, refusal));
    }

    private void movement() {
        add(fields.text("to"), Effect.Enter::new);
        add(fields.text("section"), Effect.Section::new);
        add(fields.bool("up"), up -> new Effect.Leave(false));
        add(fields.bool("top"), top -> new Effect.Leave(true));
        add(fields.text("run_in"), Effect.RunIn::new);
        add(fields.bool("stop"), stop -> new Effect.Stop());
        add(fields.bool("logout"), logout -> new Effect.Logout());
        add(fields.bool("reload"), reload -> new Effect.Reload());
    }
}
