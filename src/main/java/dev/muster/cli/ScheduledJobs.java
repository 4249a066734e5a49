package dev.muster.cli;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.schedule.Schedule;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The job files that a scheduler looks after, read again when they change. */
final class ScheduledJobs {
    private final List<Path> named;
    private Map<Path, Stamp> read = Map.of();

    /** What changes when a file does. */
    private record Stamp(FileTime time, long size) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1);

        static Stamp of(Path file) {
            try {
                return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                return NONE;
            }
        }
    }

    /**
     * What the files say.
     *
     * @param schedules by the job's file as the user names it
     * @param problems of files that cannot be read; what they said before holds on
     */
    record Found(Map<String, Schedule> schedules, Problems problems, List<Path> broken) {}

    /** @param named job files, and folders whose {@code .yaml} files with {@code schedule:} are jobs */
    ScheduledJobs(List<Path> named) {
        this.named = List.copyOf(named);
    }

    /** Whether a file came, went or changed since it was last read. */
    boolean haveChanged() {
        return !stamps().equals(read);
    }

    /** Reads all of them. */
    Found read() {
        read = stamps();
        var schedules = new LinkedHashMap<String, Schedule>();
        var problems = new Problems();
        var broken = new ArrayList<Path>();
        for (Path file : read.keySet()) {
            var own = new Problems();
            Job job = JobFile.read(file, own);
            Schedule schedule = job == null ? null : job.schedule();
            if (!own.isEmpty() && (schedule != null || named.contains(file) || isJob(file))) {
                own.all().forEach(problem -> problems.add(problem.mark(), problem.message()));
                broken.add(file);
            } else if (schedule != null) {
                schedules.put(file.toString(), schedule);
            } else if (named.contains(file)) {
                problems.add(Mark.of(file.toString()), "the job has no `schedule`");
            }
        }
        return new Found(schedules, problems, broken);
    }

    /** Whether a file with mistakes in it is meant to be a scheduled job; a folder holds other files too. */
    private static boolean isJob(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith("schedule:"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private Map<Path, Stamp> stamps() {
        var stamps = new LinkedHashMap<Path, Stamp>();
        for (Path path : named) {
            for (Path file : Files.isDirectory(path) ? files(path) : List.of(path)) {
                stamps.put(file, Stamp.of(file));
            }
        }
        return stamps;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Objects.toString(file.getFileName()).matches("[^.].*\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
