package dev.muster.result;

import java.util.List;

/**
 * Everything that is known of one device when it has ended.
 *
 * @param index its place in the inventory's order, from 0
 * @param site {@code data.site}, empty when there is none
 * @param hostname the name in its prompt ({@code R1}), empty when no prompt was seen
 * @param prompt the last prompt seen ({@code R1#})
 * @param mode the platform's name for that prompt's mode
 * @param outcome how the device itself ended; see {@link #status()} for the whole
 * @param attempts how often it was tried, 0 when never
 * @param checks what the job's checks found on it, in the job's order
 */
public record DeviceResult(
        int index,
        String device,
        String host,
        String platform,
        String site,
        String hostname,
        String prompt,
        String mode,
        Outcome outcome,
        int attempts,
        Timing timing,
        List<StepResult> steps,
        List<CheckResult> checks) {

    public DeviceResult {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
    }

    /** A device on which nothing has been checked. */
    public DeviceResult(
            int index,
            String device,
            String host,
            String platform,
            String site,
            String hostname,
            String prompt,
            String mode,
            Outcome outcome,
            int attempts,
            Timing timing,
            List<StepResult> steps) {
        this(index, device, host, platform, site, hostname, prompt, mode, outcome, attempts, timing, steps, List.of());
    }

    /** The worst of its own status and its steps'; a step skipped by `when` does not count. */
    public Status status() {
        Status worst = outcome.status();
        for (StepResult step : steps) {
            if (step.status() != Status.SKIPPED) {
                worst = worst.worse(step.status());
            }
        }
        return worst;
    }

    /** The outcome that decides {@link #status()}: its own, or that of its worst step. */
    public Outcome decisive() {
        Outcome decisive = outcome;
        for (StepResult step : steps) {
            if (step.status() != Status.SKIPPED && step.status().compareTo(decisive.status()) > 0) {
                decisive = step.outcome();
            }
        }
        return decisive;
    }

    /** The same result with its outcomes told in other words. */
    public DeviceResult with(Outcome retold, List<StepResult> retoldSteps) {
        return new DeviceResult(
                index,
                device,
                host,
                platform,
                site,
                hostname,
                prompt,
                mode,
                retold,
                attempts,
                timing,
                retoldSteps,
                checks);
    }

    /** The same result with other timing, as the decorator that measured it adds it. */
    public DeviceResult with(Timing measured) {
        return new DeviceResult(
                index, device, host, platform, site, hostname, prompt, mode, outcome, attempts, measured, steps,
                checks);
    }

    /** The same result of the last of so many attempts. */
    public DeviceResult with(int made) {
        return new DeviceResult(
                index, device, host, platform, site, hostname, prompt, mode, outcome, made, timing, steps, checks);
    }

    /** The same result with what checks found on it. */
    public DeviceResult checked(List<CheckResult> found) {
        return new DeviceResult(
                index, device, host, platform, site, hostname, prompt, mode, outcome, attempts, timing, steps, found);
    }

    /** The same result with a better hint for the failure that {@linkplain #decisive() decided} it. */
    public DeviceResult withHint(String hint) {
        Outcome decisive = decisive();
        Failure failure = decisive.failure();
        if (failure == null) {
            return this;
        }
        Outcome better = new Outcome.Failed(failure.withHint(hint));
        return new DeviceResult(
                index,
                device,
                host,
                platform,
                site,
                hostname,
                prompt,
                mode,
                outcome.equals(decisive) ? better : outcome,
                attempts,
                timing,
                steps.stream()
                        .map(step -> step.outcome().equals(decisive) ? step.with(better) : step)
                        .toList(),
                checks);
    }
}
