package dev.muster.lab;

import dev.muster.lab.Simulation.Mode;
import dev.muster.lab.Simulation.Page;
import dev.muster.lab.Simulation.Refusals;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a simulation's data file; what it does not say stays as the simulation it extends has it. */
final class SimulationFile {
    private final Fields fields;
    private final Problems problems;
    private final @Nullable Simulation base;
    private final Function<String, String> texts;

    private SimulationFile(
            Fields fields, Problems problems, @Nullable Simulation base, Function<String, String> texts) {
        this.fields = fields;
        this.problems = problems;
        this.base = base;
        this.texts = texts;
    }

    /** @param texts gives the text of a file beside the data file */
    static Simulation read(
            Node document,
            Problems problems,
            Function<String, Simulation> simulations,
            Function<String, String> texts) {
        Fields fields = Fields.of(document, problems, "a simulation");
        if (fields == null) {
            throw new IllegalStateException(problems.all().toString());
        }
        String extended = fields.text("extends");
        Simulation base = extended == null ? null : simulations.apply(extended);
        Simulation simulation = new SimulationFile(fields, problems, base, texts).simulation();
        fields.done();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("a simulation of Muster's own is broken: " + problems.all());
        }
        return simulation;
    }

    private Simulation simulation() {
        String config = fields.text("running_config");
        return new Simulation(
                or(fields.text("welcome"), base == null ? "" : base.welcome()),
                or(fields.text("login"), base == null ? "" : base.login()),
                fields.has("negation") || base == null ? fields.text("negation") : base.negation(),
                or(fields.bool("filters"), base != null && base.filters()),
                page(),
                refusals(),
                config == null ? (base == null ? "" : base.runningConfig()) : texts.apply(config),
                modes(),
                commands(),
                matcher());
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    private CommandMatcher matcher() {
        Boolean abbreviate = fields.bool("abbreviate");
        List<String> interfaces = fields.texts("interfaces");
        return abbreviate == null && base != null
                ? base.matcher()
                : new CommandMatcher(or(abbreviate, true), new Slots(interfaces));
    }

    private Page page() {
        Fields page = fields.child("page");
        if (page == null) {
            return base == null ? new Page(0, "", "") : base.page();
        }
        var read =
                new Page(or(page.integer("lines", 0, 512), 0), or(page.text("more"), ""), or(page.text("erase"), ""));
        page.done();
        return read;
    }

    private Refusals refusals() {
        Fields refusals = fields.child("refusals");
        if (refusals == null) {
            return base == null ? new Refusals("", "", "") : base.refusals();
        }
        var read = new Refusals(
                or(refusals.text("invalid"), ""),
                or(refusals.text("ambiguous"), ""),
                or(refusals.text("incomplete"), ""));
        refusals.done();
        return read;
    }

    private Map<String, Mode> modes() {
        var modes = new LinkedHashMap<>(base == null ? Map.of() : base.modes());
        if (fields.node("modes") instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                Fields mode = Objects.requireNonNull(Fields.of(entry.value(), problems, "a mode"));
                modes.put(
                        entry.key(),
                        new Mode(or(mode.text("prompt"), ""), mode.text("up"), mode.text("top"), mode.text("wider")));
                mode.done();
            }
        }
        return Map.copyOf(modes);
    }

    /** Commands by mode; one with the same form takes the place of the extended simulation's. */
    private Map<String, List<Command>> commands() {
        var commands = new LinkedHashMap<String, Map<String, Command>>();
        if (base != null) {
            base.commands().forEach((mode, list) -> list.forEach(command -> put(commands, mode, command)));
        }
        for (Node item : fields.items("commands")) {
            Fields group = Objects.requireNonNull(Fields.of(item, problems, "a group of commands"));
            boolean keep = or(group.bool("keep"), false);
            List<String> modes = group.texts("modes");
            if (group.node("commands") instanceof Node.Mapping mapping) {
                for (Node.Entry entry : mapping.entries()) {
                    var command = Command.of(entry.key(), EffectReader.read(entry.value(), problems, keep, texts));
                    modes.forEach(mode -> put(commands, mode, command));
                }
            }
            group.done();
        }
        var lists = new LinkedHashMap<String, List<Command>>();
        commands.forEach((mode, byForm) -> lists.put(mode, List.copyOf(new ArrayList<>(byForm.values()))));
        return lists;
    }

    private static void put(Map<String, Map<String, Command>> commands, String mode, Command command) {
        commands.computeIfAbsent(mode, name -> new LinkedHashMap<>()).put(command.form(), command);
    }
}
