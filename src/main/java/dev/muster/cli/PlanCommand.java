package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanText;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster plan}: what would run, resolved; contacts nobody. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what a job would run, with the place that each value came from; contacts nobody.",
        footer = {"", "Examples:", "  muster plan audit.yaml", "  muster plan audit.yaml --device R1"})
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Mixin
    private JobOptions job;

    @Option(names = "--device", paramLabel = "NAME", description = "Everything about one device.")
    private @Nullable String device;

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        Plan plan = job.prepare(false).plan();
        console.out(device == null ? PlanText.of(plan) : PlanText.of(named(plan, device), plan.checks()));
        return ExitCode.OK;
    }

    private static DevicePlan named(Plan plan, String name) throws WrongInput {
        for (DevicePlan each : plan.devices()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        List<String> names = plan.devices().stream().map(DevicePlan::name).toList();
        throw new WrongInput("no device `" + name + "` in this plan" + Suggestion.among(names, name));
    }
}
