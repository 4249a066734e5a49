package dev.muster.cli;

import dev.muster.journal.BusyException;
import dev.muster.journal.Journal;
import dev.muster.journal.JournalView;
import dev.muster.journal.RunState;
import dev.muster.report.RunFolder;
import dev.muster.report.SafeName;
import dev.muster.result.RunInfo;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where earlier runs are, by folder, by id, or {@code last}. Runs are remembered in {@code ~/.local/state/muster/runs},
 * for those that landed elsewhere than in {@code reports/}.
 */
final class PastRuns {
    /** Where runs are unless they are told to be elsewhere. */
    static final Path REPORTS = Path.of("reports");

    private final Path list;

    /**
     * A run that was begun from a folder.
     *
     * @param order its place in the list of runs, which tells those of one second apart
     */
    private record Known(String id, Path folder, String from, int order) {
        private static final int SECOND = "20261122-143000".length();
        private static final Comparator<Known> BY_TIME = Comparator.comparing(
                        (Known run) -> run.id.substring(0, Math.min(SECOND, run.id.length())))
                .thenComparingInt(Known::order);
    }

    private PastRuns(Path list) {
        this.list = list;
    }

    static PastRuns of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir"));
        Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        return new PastRuns(base.resolve("muster").resolve("runs"));
    }

    /** Remembers a run; a home that cannot be written costs only its id. */
    void remember(RunInfo run) {
        String line = run.id() + "\t" + run.folder().toAbsolutePath().normalize() + "\t" + here() + "\n";
        try {
            Files.createDirectories(Objects.requireNonNull(list.getParent()));
            if (Files.notExists(list)) {
                Files.createFile(list, RunFolder.onlyOwner(list, "rw-------"));
            }
            Files.writeString(list, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            return;
        }
    }

    private static String here() {
        return Path.of("").toAbsolutePath().toString();
    }

    /**
     * The folder of a run.
     *
     * @param named a folder, an id, or {@code last} for the one begun last from this folder
     */
    Path find(String named) throws WrongInput {
        Path folder = UserPath.of(named);
        if (Files.isRegularFile(folder) && folder.endsWith(Journal.NAME)) {
            return Objects.requireNonNullElse(folder.getParent(), Path.of(""));
        }
        if (Files.isDirectory(folder)) {
            if (!hasJournal(folder)) {
                throw new WrongInput(folder + ": holds no run (there is no " + Journal.NAME + ")");
            }
            return folder;
        }
        List<Known> runs = all();
        return named.equals("last") ? last(runs) : byId(named, runs);
    }

    /** The folders of all runs that are in {@code reports/} or were begun from here, the newest first. */
    List<Path> newest() {
        var folders = new LinkedHashSet<Path>();
        all().stream()
                .filter(run -> run.from.equals(here()))
                .sorted(Known.BY_TIME.reversed())
                .forEach(run -> folders.add(fromHere(run.folder)));
        return List.copyOf(folders);
    }

    /** The folders of the runs of a job, the newest first; read as they are asked for. */
    Stream<Path> newestOf(String job) {
        return newestOf(job, folder -> true);
    }

    /** @param wanted asked before anything of a run is read */
    Stream<Path> newestOf(String job, Predicate<Path> wanted) {
        Path ofJob = REPORTS.resolve(new SafeName().of(job));
        return newest().stream()
                .filter(wanted)
                .filter(folder -> !folder.startsWith(REPORTS) || folder.startsWith(ofJob))
                .filter(folder -> {
                    try {
                        return JournalView.head(folder).job().equals(job);
                    } catch (IOException e) {
                        return false; // who names it is told why
                    }
                });
    }

    /** One way to write each folder, so that none comes twice. */
    static Path fromHere(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = folder.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }

    /** The journal of a run that nobody works on. */
    static Journal open(Path folder) throws WrongInput {
        try {
            return Journal.open(folder);
        } catch (BusyException e) {
            throw new WrongInput(folder + ": this run goes on in another process; see: muster status " + folder);
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    /** What a user should know of a journal that was opened. */
    static List<String> warnings(RunState state) {
        var warnings = new ArrayList<String>();
        if (state.torn() > 0) {
            warnings.add("the journal's last " + state.torn() + " bytes were cut off by a crash and are left out");
        }
        if (state.damaged() > 0) {
            warnings.add(state.damaged() + " lines in the midst of the journal are damaged and are left out");
        }
        return warnings;
    }

    private static Path last(List<Known> runs) throws WrongInput {
        List<Known> mine = runs.stream().filter(run -> run.from.equals(here())).toList();
        return mine.stream()
                .max(Known.BY_TIME)
                .orElseThrow(() -> new WrongInput("no run was begun from this folder; name the run's folder"))
                .folder;
    }

    private static Path byId(String id, List<Known> runs) throws WrongInput {
        for (Known run : runs) {
            if (run.id.equals(id)) {
                return run.folder;
            }
        }
        List<String> ids = runs.stream().map(Known::id).distinct().toList();
        throw new WrongInput(
                "no run `" + id + "`; RUN is a run's folder, its id or `last`" + Suggestion.among(ids, id));
    }

    private List<Known> all() {
        var runs = new ArrayList<Known>();
        try (Stream<String> lines = Files.lines(list, StandardCharsets.UTF_8)) {
            lines.map(line -> line.split("\t", 3))
                    .filter(parts -> parts.length == 3)
                    .forEach(parts -> runs.add(new Known(parts[0], Path.of(parts[1]), parts[2], runs.size())));
        } catch (IOException e) {
            // none is remembered
        }
        if (Files.isDirectory(REPORTS)) {
            try (Stream<Path> folders = Files.walk(REPORTS, 2)) {
                folders.filter(folder -> folder.getNameCount() == 3)
                        .forEach(folder ->
                                runs.add(new Known(String.valueOf(folder.getFileName()), folder, here(), -1)));
            } catch (IOException e) {
                // those that can be seen have been added
            }
        }
        return runs.stream().filter(run -> hasJournal(run.folder)).toList();
    }

    private static boolean hasJournal(Path folder) {
        return Files.isRegularFile(folder.resolve(Journal.NAME));
    }
}
