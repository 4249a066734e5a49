package dev.muster.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code reports/index.html}: every job's runs, the last first, with how they went. */
public final class RunsIndex {
    private static final String REPORTS = "reports";
    private static final int TRIES = 3;

    private RunsIndex() {}

    /**
     * Writes the index anew when a run's folder is {@code reports/<job>/<run>}; of any other folder nothing is said.
     *
     * @throws IOException when it cannot be written; what was there before is still there then
     */
    public static void update(Path runFolder) throws IOException {
        Path job = runFolder.toAbsolutePath().normalize().getParent();
        Path reports = job == null ? null : job.getParent();
        if (reports == null || !reports.endsWith(REPORTS)) {
            return;
        }
        // A run that ends while this one lists the others would be missed by whoever writes last.
        Set<Path> seen = Set.of();
        for (int tries = 0; tries < TRIES; tries++) {
            Set<Path> there = runs(reports);
            if (tries > 0 && there.equals(seen)) {
                return;
            }
            seen = there;
            replace(reports.resolve("index.html"), html(reports, there));
        }
    }

    private static Set<Path> runs(Path reports) throws IOException {
        try (Stream<Path> folders = Files.walk(reports, 2)) {
            return folders.filter(folder -> reports.relativize(folder).getNameCount() == 2)
                    .filter(folder -> Files.isRegularFile(folder.resolve("results.json"))
                            || Files.isRegularFile(folder.resolve("journal.jsonl")))
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path part = Files.createTempFile(folder, ".index", ".part");
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String html(Path reports, Set<Path> folders) throws IOException {
        var jobs = new TreeMap<String, List<RunLine>>();
        for (Path folder : folders) {
            RunLine line = RunLine.of(folder);
            if (line != null) {
                String job = String.valueOf(
                        Objects.requireNonNull(folder.getParent()).getFileName());
                jobs.computeIfAbsent(job, any -> new ArrayList<>()).add(line);
            }
        }
        var body = new StringBuilder();
        int runs = 0;
        for (Map.Entry<String, List<RunLine>> job : jobs.entrySet()) {
            job.getValue().sort(Comparator.comparing(RunLine::folder).reversed());
            runs += job.getValue().size();
            new JobRuns(reports, job.getKey(), job.getValue()).write(body);
        }
        String style = Assets.style();
        return Frame.filled(
                Assets.frame("index.html"),
                Map.of(
                        "policy",
                        Assets.policy(style, ""),
                        "style",
                        style,
                        "sentence",
                        counted(jobs.size(), "job") + ", " + counted(runs, "run"),
                        "jobs",
                        body.toString()));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
