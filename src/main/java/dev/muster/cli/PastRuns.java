package dev.muster.cli;

import dev.muster.journal.BusyException;
import dev.muster.journal.Journal;
import dev.muster.journal.RunState;
import dev.muster.report.RunFolder;
import dev.muster.result.RunInfo;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where earlier runs are, by folder, by id, or {@code last}. Runs are remembered in {@code ~/.local/state/muster/runs},
 * for those that landed elsewhere than in {@code reports/}.
 */
final class PastRuns {
    private static final Path REPORTS = Path.of("reports");

    private final Path list;

    /** A run that was begun from a folder. */
    private record Known(String id, Path folder, String from) {}

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

    /** The folders of all runs begun from this folder that are still there, of whatever job. */
    List<Path> begunHere() {
        return all().stream()
                .filter(run -> run.from.equals(here()))
                .map(run -> run.folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
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
                .max(Comparator.comparing(Known::id))
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
                    .forEach(parts -> runs.add(new Known(parts[0], Path.of(parts[1]), parts[2])));
        } catch (IOException e) {
            // none is remembered
        }
        if (Files.isDirectory(REPORTS)) {
            try (Stream<Path> folders = Files.walk(REPORTS, 2)) {
                folders.filter(folder -> folder.getNameCount() == 3)
                        .forEach(folder -> runs.add(new Known(String.valueOf(folder.getFileName()), folder, here())));
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
