package dev.muster.plan;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step;
import dev.muster.job.Step.Commands;
import dev.muster.job.Step.Head;
import dev.muster.job.Via;
import dev.muster.plan.PlannedStep.Exchange;
import dev.muster.plan.PlannedStep.ShowOptions;
import dev.muster.platform.Api;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.secret.Secret;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the job's steps fit one device: picks the commands of its platform and fills templates in. */
final class DeviceSteps {
    /** What is known of a step that has not run: which fields its result will have. */
    static final Map<String, @Nullable Object> RESULT = fields("command", "status", "output", "parse_status", "rows");

    /** What `until` sees of the answer that has just come. */
    private static final Map<String, @Nullable Object> ANSWER = fields("output", "rows");

    private final For device;
    private final PlatformCatalog catalog;
    private final SecretTemplates secrets;
    private final Problems problems;
    private final Set<Object> told;
    private final UpkeepSteps upkeep;
    private final HttpSteps https;
    private final Map<String, @Nullable Object> earlier = new LinkedHashMap<>();

    /**
     * The device in so far as its steps depend on it.
     *
     * @param limit for a command
     * @param refusedWhen its own signs of a refusal
     * @param names what expressions see
     * @param bySsh whether SSH is among its ways
     * @param byShell whether it has a command line
     * @param via the ways by which commands go where a step says nothing
     * @param api what it takes commands by over HTTP, or null
     */
    record For(
            String name,
            Platform platform,
            Duration limit,
            List<Pattern> refusedWhen,
            Map<String, @Nullable Object> names,
            boolean bySsh,
            boolean byShell,
            List<Via> via,
            @Nullable Api api) {}

    /** @param told what users have been told for an earlier device */
    DeviceSteps(For device, PlatformCatalog catalog, SecretStore secrets, Problems problems, Set<Object> told) {
        this.device = device;
        this.catalog = catalog;
        this.secrets = new SecretTemplates(this, secrets);
        this.problems = problems;
        this.told = told;
        this.upkeep = new UpkeepSteps(device, this);
        this.https = new HttpSteps(device, this, this.secrets);
    }

    private static Map<String, @Nullable Object> fields(String... names) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (String name : names) {
            fields.put(name, null);
        }
        return fields;
    }

    List<PlannedStep> of(List<Step> steps) {
        var planned = new ArrayList<PlannedStep>(steps.size());
        for (Step step : steps) {
            checkShell(step);
            planned.add(
                    switch (step) {
                        case Step.Show show -> show(show);
                        case Step.Configure configure -> configure(configure);
                        case Step.Commit commit -> commit(commit);
                        case Step.Dialogue dialogue -> dialogue(dialogue);
                        case Step.Expect expect -> expect(expect);
                        case Step.Copy copy -> upkeep.copy(copy);
                        case Step.Reload reload -> upkeep.reload(reload);
                        case Step.Http http -> https.http(http);
                        case Step.Ping ping -> upkeep.ping(ping);
                        case Step.Netconf netconf -> new NetconfSteps(device, this).netconf(netconf);
                    });
            earlier.put(step.head().name(), RESULT);
        }
        return List.copyOf(planned);
    }

    private void checkShell(Step step) {
        boolean needed = switch (step) {
            case Step.Netconf netconf -> false;
            case Step.Ping ping -> false;
            case Step.Http http -> false;
            case Step.Show show -> !viaApi(show.via());
            case Step.Configure configure -> !viaApi(configure.via());
            case Step.Commit commit -> true;
            case Step.Dialogue dialogue -> true;
            case Step.Expect expect -> true;
            case Step.Copy copy -> false; // has a word of its own
            case Step.Reload reload -> true;
        };
        if (needed && !device.byShell() && step.head().when() == null) {
            tell(
                    step.head().mark(),
                    "the step needs a command line, and " + device.name()
                            + " has neither `ssh` nor `telnet` in its `transport`; leave the step out for it with"
                            + " `when:`, or add ssh");
        }
    }

    /** Whether a step's commands go over HTTP first, by its own word or the inventory's. */
    private boolean viaApi(List<Via> said) {
        return (said.isEmpty() ? device.via() : said).getFirst() == Via.API;
    }

    private PlannedStep show(Step.Show show) {
        var commands = new ArrayList<String>();
        for (Sourced<Template> command : commands(show)) {
            String text = filled(command).strip();
            if (text.isEmpty() || text.indexOf('\n') >= 0) {
                tell(command.mark(), "`" + command.value() + "` gives no single line for " + device.name());
            }
            commands.add(text);
        }
        Step.Options given = show.options();
        var refusedWhen = new ArrayList<>(given.refusedWhen());
        refusedWhen.addAll(device.refusedWhen());
        var options = new ShowOptions(
                given.stripCommand(),
                given.stripPrompt(),
                given.strict(),
                given.pattern(),
                List.copyOf(refusedWhen),
                given.parse(),
                until(given.until()),
                given.ends());
        Head head = show.head();
        List<Via> via = https.via(show, commands);
        return new PlannedStep.Show(head.name(), when(head), limit(head), List.copyOf(commands), options, via);
    }

    private PlannedStep configure(Step.Configure configure) {
        var lines = new ArrayList<String>();
        for (Sourced<Template> line : configure.lines()) {
            filled(line)
                    .lines()
                    .map(String::stripTrailing)
                    .filter(text -> !text.isBlank())
                    .forEach(lines::add);
        }
        if (lines.isEmpty() && !configure.lines().isEmpty()) {
            tell(configure.lines().get(0).mark(), "gives no configuration line for " + device.name());
        }
        Head head = configure.head();
        List<Via> via = https.via(configure);
        return new PlannedStep.Configure(
                head.name(), when(head), limit(head), List.copyOf(lines), configure.change(), via);
    }

    private PlannedStep commit(Step.Commit commit) {
        Head head = commit.head();
        return new PlannedStep.Commit(head.name(), when(head), limit(head));
    }

    private PlannedStep dialogue(Step.Dialogue dialogue) {
        var turns = new ArrayList<PlannedStep.Turn>();
        for (Step.Turn turn : dialogue.turns()) {
            turns.add(new PlannedStep.Turn(
                    new Exchange.Send(text(turn.send().text()), turn.send().hidden()), turn.expect()));
        }
        Head head = dialogue.head();
        return new PlannedStep.Dialogue(head.name(), when(head), limit(head), List.copyOf(turns), dialogue.ends());
    }

    private PlannedStep expect(Step.Expect expect) {
        var exchanges = new ArrayList<Exchange>();
        for (Step.Line line : expect.lines()) {
            exchanges.add(
                    switch (line) {
                        case Step.Line.Until until -> new Exchange.Until(until.endings());
                        case Step.Line.Send send -> new Exchange.Send(text(send.text()), send.hidden());
                    });
        }
        Head head = expect.head();
        return new PlannedStep.Expect(head.name(), when(head), limit(head), List.copyOf(exchanges), expect.strict());
    }

    private Secret text(Sourced<Template> template) {
        return Secret.of(secrets.text(template));
    }

    private List<Sourced<Template>> commands(Step.Show show) {
        return switch (show.commands()) {
            case Commands.Same same -> same.commands();
            case Commands.ByPlatform by -> ofPlatform(by, show.head());
        };
    }

    private List<Sourced<Template>> ofPlatform(Commands.ByPlatform by, Head head) {
        boolean sound = !by.choices().isEmpty();
        for (Commands.Choice choice : by.choices()) {
            Platform platform = catalog.find(choice.platform().value());
            sound &= platform != null;
            if (platform != null && platform.id().equals(device.platform().id())) {
                return choice.commands();
            }
        }
        if (sound) { // a misspelt platform has been told, and may be this one
            tell(head.mark(), "no command for platform " + device.platform().id() + " (device " + device.name() + ")");
        }
        return List.of();
    }

    String filled(Sourced<Template> template) {
        return filled(template, template.value());
    }

    /** @param form what is filled in, in place of the template, which stands in messages */
    String filled(Sourced<Template> template, Template form) {
        try {
            return form.render(device.names());
        } catch (ExpressionException e) {
            tell(
                    template.mark(),
                    "`" + template.value() + "` cannot be filled in (device " + device.name() + "): " + e.getMessage());
            return "x"; // there is a problem already; an empty command would make a second one
        }
    }

    @Nullable
    Expression when(Head head) {
        Sourced<Expression> when = head.when();
        if (when == null) {
            return null;
        }
        check(when, Map.of());
        return when.value();
    }

    private PlannedStep.@Nullable Until until(Step.@Nullable Until until) {
        if (until == null) {
            return null;
        }
        check(until.condition(), ANSWER);
        return new PlannedStep.Until(until.condition().value(), until.every(), until.times());
    }

    /** @param more names that it may use beside those that every condition may use */
    private void check(Sourced<Expression> condition, Map<String, @Nullable Object> more) {
        if (told.add(condition)) { // names are the same for every device
            var names = new LinkedHashMap<>(device.names());
            names.put("steps", earlier);
            names.putAll(more);
            String mistake = condition.value().mistake(names);
            if (mistake != null) {
                problems.add(condition.mark(), "`" + condition.value() + "`: " + mistake);
            }
        }
    }

    Duration limit(Head head) {
        return Objects.requireNonNullElse(head.limit(), device.limit());
    }

    /** One problem for each place, about the first device that has it. */
    void tell(Mark mark, String message) {
        if (told.add(mark)) {
            problems.add(mark, message);
        }
    }
}
