package dev.muster.plan;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step;
import dev.muster.job.Step.Commands;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the job's steps fit a device. Devices that would get the same steps share them. */
final class StepPlanner {
    private final List<Step> steps;
    private final PlatformCatalog catalog;
    private final SecretStore secrets;
    private final Problems problems;
    private final boolean plain;
    private final Map<Kind, List<PlannedStep>> shared = new HashMap<>();
    private final Set<Object> told = new HashSet<>();

    /** What makes devices differ as far as steps without templates go. */
    private record Kind(String platform, Duration limit, List<Pattern> refusedWhen, boolean bySsh, boolean byShell) {}

    StepPlanner(List<Step> steps, PlatformCatalog catalog, SecretStore secrets, Problems problems) {
        this.steps = steps;
        this.catalog = catalog;
        this.secrets = secrets;
        this.problems = problems;
        this.plain = steps.stream().allMatch(StepPlanner::isPlain);
        steps.forEach(this::checkPlatforms);
    }

    /** Whether all steps are done without a session with the device. */
    boolean areFromHere() {
        return !steps.isEmpty() && steps.stream().allMatch(step -> step instanceof Step.Ping);
    }

    private static boolean isPlain(Step step) {
        return switch (step) {
            case Step.Show show ->
                templates(show.commands()).stream()
                        .allMatch(template -> template.value().isPlain());
            case Step.Configure configure ->
                configure.lines().stream().allMatch(line -> line.value().isPlain());
            case Step.Commit commit -> true;
            case Step.Dialogue dialogue ->
                dialogue.turns().stream()
                        .allMatch(turn -> turn.send().text().value().isPlain());
            case Step.Expect expect ->
                expect.lines().stream()
                        .allMatch(line -> !(line instanceof Step.Line.Send send)
                                || send.text().value().isPlain());
            case Step.Copy copy -> copy.from().value().isPlain() && isPlain(copy.to());
            case Step.Reload reload -> isPlain(reload.command());
            case Step.Ping ping -> false; // each device has its own address
            case Step.Netconf netconf -> netconf.requests().stream().allMatch(Step.Request::isPlain);
        };
    }

    private static boolean isPlain(@Nullable Sourced<Template> template) {
        return template == null || template.value().isPlain();
    }

    /** Every command of a step, whatever the platform. */
    static List<Sourced<Template>> templates(Commands commands) {
        return switch (commands) {
            case Commands.Same same -> same.commands();
            case Commands.ByPlatform by ->
                by.choices().stream()
                        .flatMap(choice -> choice.commands().stream())
                        .toList();
        };
    }

    private void checkPlatforms(Step step) {
        if (!(step instanceof Step.Show show) || !(show.commands() instanceof Commands.ByPlatform by)) {
            return;
        }
        for (Commands.Choice choice : by.choices()) {
            String name = choice.platform().value();
            if (catalog.find(name) == null) {
                problems.add(
                        choice.platform().mark(),
                        "unknown platform `" + name + "`" + Suggestion.among(catalog.names(), name));
            }
        }
    }

    /** The steps for one device. */
    List<PlannedStep> steps(DeviceSteps.For device) {
        if (!plain) {
            return planned(device);
        }
        var kind = new Kind(
                device.platform().id(), device.limit(), device.refusedWhen(), device.bySsh(), device.byShell());
        return shared.computeIfAbsent(kind, unknown -> planned(device));
    }

    private List<PlannedStep> planned(DeviceSteps.For device) {
        return new DeviceSteps(device, catalog, secrets, problems, told).of(steps);
    }
}
