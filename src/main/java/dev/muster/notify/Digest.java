package dev.muster.notify;

import dev.muster.result.RunInfo;
import dev.muster.result.Tally;
import java.util.List;
import java.util.Set;

/**
 * How a run ended, in short.
 *
 * @param status the process's exit status
 * @param failures devices that are not ok, by the kind of their failure or their status, the most frequent first
 * @param checks checks that do not hold, the most frequent first
 * @param passed how many checks hold
 * @param troubles a text for each device that is not ok and each check that does not hold; those of two runs can be compared
 */
public record Digest(
        RunInfo run,
        Tally tally,
        int status,
        List<Group> failures,
        List<Group> checks,
        int passed,
        Set<String> troubles) {

    /**
     * Devices with something in common.
     *
     * @param what the kind of failure, or the check's name
     * @param count how many devices
     * @param names the first of them
     * @param message what the first of them said
     */
    public record Group(String what, int count, List<String> names, String message) {
        public Group {
            names = List.copyOf(names);
        }
    }

    public Digest {
        failures = List.copyOf(failures);
        checks = List.copyOf(checks);
        troubles = Set.copyOf(troubles);
    }

    /** Whether every device is ok, every check holds and the run was not stopped. */
    public boolean isWell() {
        return status == 0;
    }

    /** How many devices are not ok. */
    int notOk() {
        return tally.devices() - tally.count(dev.muster.result.Status.OK);
    }

    /** How many checks do not hold. */
    int failedChecks() {
        return checks.stream().mapToInt(Group::count).sum();
    }
}
