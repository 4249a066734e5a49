package dev.muster.result;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What is known of a run before its first device starts.
 *
 * @param id unique among all runs
 * @param job the job's name
 * @param source the job or inventory file, as the user wrote it
 * @param folder the run's folder
 */
public record RunInfo(
        String id, String job, String source, Path folder, Instant started, int devices, int maxWorkers) {}
