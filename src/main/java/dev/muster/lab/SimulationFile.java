package dev.muster.lab;

import dev.muster.lab.Simulation.CommitError;
import dev.muster.lab.Simulation.Mode;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a simulation's data file; what it does not say stays as the simulation it extends has it. */
final class SimulationFile {
    private final Fields fields;
    private final Problems problems;
    private final Simulation base;
    private final Function<String, String> texts;

    private SimulationFile(Fields fields, Problems problems, Simulation base, Function<String, String> texts) {
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
        Simulation base = extended == null ? SimulationParts.BLANK : simulations.apply(extended);
        Simulation simulation = new SimulationFile(fields, problems, base, texts).simulation();
        fields.done();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("a simulation of Muster's own is broken: " + problems.all());
        }
        return simulation;
    }

    private Simulation simulation() {
        String config = fields.text("running_config");
        String login = or(fields.text("login"), base.login());
        Node greeting = fields.node("greeting");
        List<String> shows = fields.texts("shows");
        var parts = new SimulationParts(fields, problems, base);
        return new Simulation(
                or(fields.text("welcome"), base.welcome()),
                greeting == null ? base.greeting() : EffectReader.read(greeting, problems, false, texts),
                login,
                or(fields.text("exec"), base.exec().isEmpty() ? login : base.exec()),
                or(fields.text("comment"), base.comment()),
                shows.isEmpty() ? base.shows() : shows,
                filters(),
                or(fields.text("stamp"), base.stamp()),
                parts.page(),
                parts.refusals(),
                parts.manner(),
                parts.telnet(),
                parts.style(),
                config == null ? base.runningConfig() : texts.apply(config),
                variants(),
                commitErrors(),
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
        return abbreviate == null && interfaces.isEmpty()
                ? base.matcher()
                : new CommandMatcher(or(abbreviate, true), new Slots(interfaces));
    }

    private Map<String, OutputFilter.Kind> filters() {
        if (!(fields.node("filters") instanceof Node.Mapping mapping)) {
            return base.filters();
        }
        Fields each = new Fields(mapping, problems);
        var filters = new LinkedHashMap<String, OutputFilter.Kind>();
        for (Node.Entry entry : mapping.entries()) {
            OutputFilter.Kind kind = each.oneOf(entry.key(), OutputFilter.Kind.class);
            if (kind != null) {
                filters.put(entry.key().toLowerCase(Locale.ROOT), kind);
            }
        }
        return filters;
    }

    private List<Map<String, String>> variants() {
        var variants = new ArrayList<Map<String, String>>();
        for (Node item : fields.items("variants")) {
            if (item instanceof Node.Mapping mapping) {
                Fields each = new Fields(mapping, problems);
                var facts = new LinkedHashMap<String, String>();
                mapping.entries().forEach(entry -> facts.put(entry.key(), or(each.text(entry.key()), "")));
                variants.add(Map.copyOf(facts));
            }
        }
        return variants.isEmpty() ? base.variants() : variants;
    }

    private List<CommitError> commitErrors() {
        var errors = new ArrayList<CommitError>();
        for (Node item : fields.items("commit_errors")) {
            Fields error = Objects.requireNonNull(Fields.of(item, problems, "a commit error"));
            var line = error.pattern("line", 0);
            if (line != null) {
                errors.add(new CommitError(line, or(error.text("error"), "")));
            }
            error.done();
        }
        return errors.isEmpty() ? base.commitErrors() : errors;
    }

    private Map<String, Mode> modes() {
        var modes = new LinkedHashMap<>(base.modes());
        if (fields.node("modes") instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                Fields mode = Objects.requireNonNull(Fields.of(entry.value(), problems, "a mode"));
                modes.put(
                        entry.key(),
                        new Mode(
                                or(mode.text("prompt"), ""),
                                mode.text("up"),
                                mode.text("top"),
                                mode.text("wider"),
                                or(mode.bool("candidate"), false),
                                mode.text("invalid")));
                mode.done();
            }
        }
        return Map.copyOf(modes);
    }

    /** Commands by mode; one with the same form takes the place of the extended simulation's. */
    private Map<String, List<Command>> commands() {
        var commands = new LinkedHashMap<String, Map<String, Command>>();
        base.commands().forEach((mode, list) -> list.forEach(command -> put(commands, mode, command)));
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
