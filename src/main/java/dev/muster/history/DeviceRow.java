package dev.muster.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One device in one run.
 *
 * @param status its label
 * @param failure the kind of failure, or empty
 * @param took from its start to its end
 * @param connect until the connection was there
 * @param failing the names of its checks that do not hold
 * @param changed the commands that were answered otherwise than in the run of the job before, dates and times apart
 */
public record DeviceRow(
        String run,
        String job,
        Instant started,
        String status,
        String failure,
        String message,
        int attempts,
        Duration took,
        Duration connect,
        int passing,
        List<String> failing,
        List<String> changed) {}
