package dev.muster.lab;

import dev.muster.lab.Effect.Setting;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what one simulated command does; effects happen in a fixed order, whatever the order of the keys. */
final class EffectReader {
    private final Fields fields;
    private final List<Effect> effects = new ArrayList<>();

    private EffectReader(Fields fields) {
        this.fields = fields;
    }

    static List<Effect> read(Node node, Problems problems, boolean keep, Function<String, String> texts) {
        Fields fields = Fields.of(node, problems, "a command");
        if (fields == null) {
            return List.of();
        }
        var reader = new EffectReader(fields);
        reader.questions();
        reader.output(texts);
        reader.configuration(keep);
        reader.movement();
        fields.done();
        return reader.effects;
    }

    private <T> void add(@Nullable T value, Function<T, Effect> effect) {
        if (value != null) {
            effects.add(effect.apply(value));
        }
    }

    private void questions() {
        add(fields.text("ask"), Effect.Ask::new);
        int tries = Objects.requireNonNullElse(fields.integer("tries", 1, 9), 1);
        String denied = Objects.requireNonNullElse(fields.text("denied"), "");
        add(fields.text("secret"), question -> new Effect.Secret(question, tries, denied));
        add(fields.text("bad_mask"), Effect.CheckMask::new);
    }

    private void output(Function<String, String> texts) {
        String times = Objects.requireNonNullElse(fields.text("times"), "1");
        Duration every = Objects.requireNonNullElse(fields.duration("every", Duration.ofHours(1)), Duration.ZERO);
        add(fields.text("print"), text -> new Effect.Print(text, times, every));
        add(fields.text("file"), file -> new Effect.Print(texts.apply(file), times, every));
        add(fields.text("each_interface"), Effect.EachInterface::new);
    }

    private void configuration(boolean keep) {
        String section = fields.text("section");
        String once = Objects.requireNonNullElse(fields.text("once"), "");
        boolean usual = Objects.requireNonNullElse(fields.bool("usual"), false);
        if (keep && section == null) {
            effects.add(new Effect.Keep(once, usual));
        }
        add(fields.oneOf("set", Setting.class), Effect.Assign::new);
    }

    private void movement() {
        add(fields.text("to"), Effect.Enter::new);
        add(fields.text("section"), Effect.Section::new);
        add(fields.bool("up"), up -> new Effect.Leave(false));
        add(fields.bool("top"), top -> new Effect.Leave(true));
        add(fields.text("run_in"), Effect.RunIn::new);
        add(fields.bool("logout"), logout -> new Effect.Logout());
    }
}
