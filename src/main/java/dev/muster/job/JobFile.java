package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryFile;
import dev.muster.inventory.Selection;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Commands;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a job file; every mistake in it is reported with its place. */
public final class JobFile {
    private static final Duration LONGEST_RUN = Duration.ofDays(31);
    private static final int MOST_WORKERS = 100_000;
    private static final Mark COMMAND_LINE = Mark.of("command line");

    private final Problems problems;

    private JobFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * The job in a file; null when nothing of it can be read. With mistakes in it, the job holds what is sound, so that
     * the inventory and the rest can be checked too: it must not run unless {@code problems} is empty.
     */
    public static @Nullable Job read(Path file, Problems problems) {
        Node document = YamlFile.read(file, problems);
        return document == null ? null : read(document, problems);
    }

    /** The job in a document. */
    public static @Nullable Job read(Node document, Problems problems) {
        Fields fields = Fields.of(document, problems, "a job");
        return fields == null ? null : new JobFile(problems).job(fields);
    }

    /** A job of one show step, for commands given on the command line. */
    public static Job adHoc(Path inventory, List<String> commands, Problems problems) {
        var templates = new ArrayList<Sourced<Template>>();
        for (String command : commands) {
            if (CommandText.check(command, COMMAND_LINE, problems)) {
                templates.add(new Sourced<>(new Template(command), COMMAND_LINE));
            }
        }
        if (commands.isEmpty()) {
            problems.add(COMMAND_LINE, "no command given");
        }
        var head = new Step.Head(commands.isEmpty() ? "show" : commands.get(0), COMMAND_LINE, null, null);
        var show = new Step.Show(head, new Commands.Same(List.copyOf(templates)), ShowReader.USUAL);
        return new Job(
                "adhoc",
                "",
                COMMAND_LINE,
                List.of(new Job.Source.File(new Sourced<>(inventory, COMMAND_LINE))),
                Selection.ALL,
                Map.of(),
                RunOptions.NONE,
                List.of(show),
                List.of(),
                Reports.DEFAULT,
                null);
    }

    private Job job(Fields fields) {
        Mark file = Mark.of(fields.mark().file());
        String name = name(fields, file);
        String description = Objects.requireNonNullElse(fields.text("description"), "");
        List<Job.Source> inventories = inventories(fields);
        var selection = new Selection(sourced(fields, "select"), list(fields, "groups"), list(fields, "names"));
        List<Step> steps = new StepReader(problems).steps(fields);
        var job = new Job(
                name,
                description,
                file,
                inventories,
                selection,
                vars(fields),
                run(fields),
                steps,
                new ChecksReader(problems, steps).checks(fields),
                reports(fields),
                new ScheduleReader(problems).schedule(fields));
        fields.notYet("notify");
        fields.done();
        return job;
    }

    private String name(Fields fields, Mark file) {
        String name = fields.text("name");
        if (name == null) {
            return String.valueOf(Path.of(file.file()).getFileName()).replaceFirst("\\.ya?ml$", "");
        }
        if (name.isBlank() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
            fields.problem("name", "a job's name has 1 to 255 characters and none of them invisible");
        }
        return name;
    }

    private List<Job.Source> inventories(Fields fields) {
        var sources = new ArrayList<Job.Source>();
        for (Node item : fields.items("inventory")) {
            if (item instanceof Scalar scalar && !scalar.text().isBlank()) {
                Mark mark = scalar.mark();
                sources.add(new Job.Source.File(new Sourced<>(mark.path(scalar.text()), mark)));
            } else if (item instanceof Mapping) {
                inline(InventoryFile.read(item, problems), sources);
            } else {
                problems.add(
                        item.mark(), "`inventory` needs a file, a list of files or {lab: ...}, found " + item.kind());
                sources.add(new Job.Source.Broken());
            }
        }
        Node devices = fields.node("devices");
        if (devices != null) {
            inline(InventoryFile.devices(devices, problems), sources);
        }
        return sources;
    }

    private static void inline(@Nullable Inventory inventory, List<Job.Source> sources) {
        sources.add(inventory == null ? new Job.Source.Broken() : new Job.Source.Inline(inventory));
    }

    private Map<String, @Nullable Object> vars(Fields fields) {
        Node vars = fields.node("vars");
        if (vars instanceof Mapping mapping) {
            return Node.plainMap(mapping);
        }
        if (vars != null) {
            problems.add(vars.mark(), "`vars` needs a mapping (key: value), found " + vars.kind());
        }
        return Map.of();
    }

    private RunOptions run(Fields fields) {
        Fields run = fields.child("run");
        if (run == null) {
            return RunOptions.NONE;
        }
        Integer maxWorkers = run.integer("max_workers", 1, MOST_WORKERS);
        RunOptions.Order order = run.oneOf("order", RunOptions.Order.class);
        RunOptions.OnError onError = run.oneOf("on_error", RunOptions.OnError.class);
        Fields limits = run.child("limits");
        Duration runLimit = limits == null ? null : limits.duration("run", LONGEST_RUN);
        Settings forDevices = limits == null ? Settings.NONE : InventoryFile.limits(limits, problems);
        Fields output = run.child("output");
        Long memory = output == null ? null : output.size("memory_limit", 1 << 10, 1L << 30);
        Long most = output == null ? null : output.size("limit", 1 << 10, 1L << 40);
        Policies policies = new PolicyReader(problems).policies(run);
        run.done();
        if (limits != null) {
            limits.done();
        }
        if (output != null) {
            output.done();
        }
        return new RunOptions(maxWorkers, order, onError, runLimit, forDevices, memory, most, policies);
    }

    private List<String> reports(Fields fields) {
        if (!fields.has("reports")) {
            return Reports.DEFAULT;
        }
        return list(fields, "reports").stream()
                .filter(report -> Reports.check(report.value(), report.mark(), problems))
                .map(Sourced::value)
                .distinct()
                .toList();
    }

    private @Nullable Sourced<String> sourced(Fields fields, String key) {
        String text = fields.text(key);
        Node node = fields.node(key);
        if (text != null && text.isBlank()) {
            fields.problem(key, "`" + key + "` is empty");
            return null;
        }
        return text == null || node == null ? null : new Sourced<>(text, node.mark());
    }

    private List<Sourced<String>> list(Fields fields, String key) {
        var list = new ArrayList<Sourced<String>>();
        for (Node item : fields.items(key)) {
            if (item instanceof Scalar scalar && !scalar.text().isBlank()) {
                list.add(new Sourced<>(scalar.text(), scalar.mark()));
            } else {
                problems.add(item.mark(), "`" + key + "` needs names, found " + item.kind());
            }
        }
        return list;
    }
}
