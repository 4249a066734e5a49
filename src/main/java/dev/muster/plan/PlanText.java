package dev.muster.plan;

import dev.muster.audit.Check;
import dev.muster.job.Policies;
import dev.muster.plan.DevicePlan.Origin;
import dev.muster.result.FailureKind;
import dev.muster.transport.Target;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as text for people; without secrets. */
public final class PlanText {
    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    /** The run's settings, its steps and a line for each device. */
    public static String of(Plan plan) {
        var page = new PlanText();
        page.run(plan);
        page.line("");
        List<DevicePlan> devices = plan.devices();
        List<PlannedStep> first = devices.isEmpty() ? List.of() : devices.get(0).steps();
        boolean alike = devices.stream().allMatch(device -> texts(device).equals(stepTexts(first)));
        page.line(alike ? "Steps" : "Steps of " + devices.get(0).name() + " (others differ: --device NAME)");
        page.steps(first);
        CheckText.of(plan.checks()).forEach(page::line);
        page.line("");
        page.line("Devices (" + devices.size() + ")");
        page.devices(devices);
        return page.text.toString();
    }

    /** The same without checks. */
    public static String of(DevicePlan device) {
        return of(device, List.of());
    }

    /** Everything about one device: each setting with the place that it came from, its steps and its checks. */
    public static String of(DevicePlan device, List<Check> checks) {
        var page = new PlanText();
        page.line("Device " + device.name() + "  " + login(device));
        page.line("");
        page.line("Settings");
        page.origins(device.origins());
        page.line("");
        page.line("Steps");
        page.steps(device.steps());
        CheckText.of(checks).forEach(page::line);
        return page.text.toString();
    }

    private void run(Plan plan) {
        line("Job " + plan.job() + "  (" + plan.source() + ")");
        fact("inventory", String.join(", ", plan.inventories()));
        fact("max_workers", String.valueOf(plan.maxWorkers()));
        fact("order", plan.order().label());
        fact("on_error", plan.onError().label());
        policies(plan);
        fact("run limit", duration(plan.runLimit()));
        fact("memory_limit", size(plan.memoryLimit()));
        fact("output limit", size(plan.outputLimit()));
        fact("reports", plan.reports().isEmpty() ? "none" : String.join(", ", plan.reports()));
    }

    /** Only what the job asks for: most have none of it. */
    private void policies(Plan plan) {
        Policies policies = plan.policies();
        int devices = plan.devices().size();
        Policies.Share most = policies.maxFailures();
        if (most != null) {
            fact("max_failures", most + (most.percent() ? " (" + most.of(devices) + " of " + devices + ")" : ""));
        }
        if (!policies.canary().isEmpty()) {
            fact(
                    "canary",
                    policies.canary().stream().map(Policies.Share::toString).collect(Collectors.joining(", ")));
        }
        Policies.Retry retry = policies.retry();
        if (retry.attempts() > 1) {
            String kinds = retry.kinds().stream().map(FailureKind::label).collect(Collectors.joining(", "));
            fact("retry", retry.attempts() + " attempts for " + kinds + ", wait " + Durations.text(retry.pause()));
        }
        plan.rates().forEach(rate -> fact("rate", rate(rate)));
        if (!policies.adaptive()) {
            fact("adaptive", "false");
        }
    }

    private static String rate(PlannedRate rate) {
        var limits = new ArrayList<String>();
        if (rate.loginsPerSecond() != null) {
            limits.add(String.valueOf(rate.loginsPerSecond()).replaceFirst("\\.0$", "") + " logins a second");
        }
        if (rate.maxWorkers() != null) {
            limits.add(rate.maxWorkers() + " at once");
        }
        long parts = rate.parts().stream().flatMap(List::stream).distinct().count();
        return String.join(", ", limits) + (rate.per().isEmpty() ? "" : " per " + rate.per() + " (" + parts + ")");
    }

    private void fact(String name, String value) {
        line(String.format(Locale.ROOT, "  %-14s%s", name, value));
    }

    private static String duration(@Nullable Duration duration) {
        return duration == null ? "none" : Durations.text(duration);
    }

    private static String size(long bytes) {
        if (bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes % (1L << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + " bytes";
    }

    private void steps(List<PlannedStep> steps) {
        stepTexts(steps).forEach(this::line);
    }

    private static List<String> texts(DevicePlan device) {
        return stepTexts(device.steps());
    }

    private static List<String> stepTexts(List<PlannedStep> steps) {
        return steps.stream().map(PlanText::step).toList();
    }

    private static String step(PlannedStep step) {
        String kind = switch (step) {
            case PlannedStep.Show show -> "show";
            case PlannedStep.Configure configure -> "configure";
            case PlannedStep.Commit commit -> "commit";
            case PlannedStep.Dialogue dialogue -> "dialogue";
            case PlannedStep.Expect expect -> "expect";
            case PlannedStep.Copy copy -> "copy";
            case PlannedStep.Reload reload -> "reload";
            case PlannedStep.Ping ping -> "ping";
            case PlannedStep.Netconf netconf -> "netconf";
        };
        var line = new StringBuilder("  " + kind + "  " + step.name());
        if (step.when() != null) {
            line.append("  when ").append(step.when());
        }
        line.append("  limit ").append(Durations.text(step.limit()));
        if (step instanceof PlannedStep.Show show && show.options().until() != null) {
            PlannedStep.Until until = show.options().until();
            line.append("  until ").append(until.condition());
            line.append(" (every ").append(Durations.text(until.every()));
            line.append(", ").append(until.times()).append(" times)");
        }
        line.append(more(step));
        step.commands()
                .forEach(command -> line.append("\n      ")
                        .append(command.isEmpty() ? "(Enter)" : command.replace("\n", "\n        ")));
        return line.toString();
    }

    /** What matters of a step beside its commands. */
    private static String more(PlannedStep step) {
        return switch (step) {
            case PlannedStep.Show show -> show.options().ends() ? "  ends the session" : "";
            case PlannedStep.Dialogue dialogue -> dialogue.ends() ? "  ends the session" : "";
            case PlannedStep.Copy copy ->
                "  verify " + word(copy.verify()) + "  method " + word(copy.method()) + "  idle "
                        + Durations.text(copy.idle());
            case PlannedStep.Ping ping -> "  count " + ping.count();
            case PlannedStep.Reload reload -> "  save " + reload.save() + "  wait " + Durations.text(reload.patience());
            case PlannedStep.Configure configure -> "";
            case PlannedStep.Commit commit -> "";
            case PlannedStep.Expect expect -> "";
            case PlannedStep.Netconf netconf -> netconf.changes() ? "" : "  reads only";
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void devices(List<DevicePlan> devices) {
        int name = width(devices.stream().map(DevicePlan::name).toList());
        int target = width(devices.stream().map(PlanText::login).toList());
        int platform =
                width(devices.stream().map(device -> device.platform().id()).toList());
        String format = "  %-" + name + "s  %-" + target + "s  %-" + platform + "s  %s";
        for (DevicePlan device : devices) {
            int commands = device.steps().stream()
                    .mapToInt(step -> step.commands().size())
                    .sum();
            String count = commands == 1 ? "1 command" : commands + " commands";
            line(String.format(
                            Locale.ROOT,
                            format,
                            device.name(),
                            login(device),
                            device.platform().id(),
                            count)
                    .stripTrailing());
        }
    }

    private static String login(DevicePlan device) {
        Target target = device.target();
        return target.username() + "@" + (target.port() == 0 ? "lab" : target);
    }

    private void origins(List<Origin> origins) {
        int setting = width(origins.stream().map(Origin::setting).toList());
        int value = Math.min(48, width(origins.stream().map(Origin::value).toList()));
        String format = "  %-" + setting + "s  %-" + value + "s  %s";
        for (Origin origin : origins) {
            line(String.format(Locale.ROOT, format, origin.setting(), origin.value(), origin.source()));
        }
    }

    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
