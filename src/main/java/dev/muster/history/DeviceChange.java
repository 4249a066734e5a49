package dev.muster.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed on one device from one run to another.
 *
 * @param device its name; empty for what was checked across devices
 * @param before how it ended in the first run; null when that run did not have it
 * @param after how it ended in the second run; null when that run did not have it
 * @param steps commands with another outcome or answer, and those that only one run has
 * @param checks checks with another outcome, and those that only one run has
 */
public record DeviceChange(
        String device,
        @Nullable State before,
        @Nullable State after,
        List<StepChange> steps,
        List<CheckChange> checks) {

    public DeviceChange {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
    }

    /**
     * How a device ended.
     *
     * @param status its label
     * @param failure the kind of failure, or empty
     * @param message why, or empty
     */
    public record State(String status, String failure, String message) {}

    /**
     * A command that went otherwise.
     *
     * @param before its status, or empty when the first run did not have it
     * @param after its status, or empty when the second run does not have it
     * @param text what changed in the answer, or null
     * @param rows what changed in its rows, or null
     */
    public record StepChange(
            String step,
            String command,
            String before,
            String after,
            @Nullable TextChange text,
            @Nullable RowChange rows) {}

    /**
     * A check that found something else.
     *
     * @param before its status, or empty when the first run did not have it
     * @param after its status, or empty when the second run does not have it
     * @param detail what the second run found
     */
    public record CheckChange(String name, String of, String before, String after, String detail) {}

    /** Whether the device ended in another way, or only one run has it. */
    public boolean endedOtherwise() {
        return before == null
                || after == null
                || !before.status().equals(after.status())
                || !before.failure().equals(after.failure());
    }

    /** Whether anything changed. */
    boolean isChange() {
        return endedOtherwise() || !steps.isEmpty() || !checks.isEmpty();
    }
}
