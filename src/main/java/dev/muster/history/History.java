package dev.muster.history;

import dev.muster.history.Indexer.Stamp;
import dev.muster.journal.Journal;
import dev.muster.journal.JournalView;
import dev.muster.journal.RunRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs over time, in a SQLite file. Runs know nothing of it: their journals are read when somebody asks, each once, and
 * again when it has grown. Used from one thread; several processes may use the same file.
 */
public final class History implements Closeable {
    private static final String BEFORE =
            "SELECT run FROM runs WHERE job=? AND started<? AND ended=1 ORDER BY started DESC LIMIT 1";
    private static final String AFTER =
            "SELECT run FROM runs WHERE job=? AND started>? AND ended=1 ORDER BY started LIMIT 1";

    private final Database database;
    private final Names names;

    /**
     * What came of looking at journals.
     *
     * @param added how many runs are new or had grown
     * @param troubles why others could not be read
     */
    public record Update(int added, List<String> troubles) {}

    /** A run that is known by its folder, and how its journal was. */
    private record Known(String id, Stamp stamp) {}

    private History(Database database) {
        this.database = database;
        this.names = new Names(database);
    }

    /**
     * Opens a history, or begins one.
     *
     * @throws IOException when it cannot be used, for people, with what to do
     */
    public static History open(Path file) throws IOException {
        return new History(Database.open(file, Schema.STEPS));
    }

    /**
     * Removes a history, to make it again.
     *
     * @throws IOException when the file is something else, for people; then it stays
     */
    public static void remove(Path file) throws IOException {
        if (Files.exists(file) && !Database.isMade(file, Schema.MARK)) {
            throw new IOException(file + ": " + Database.STRANGE);
        }
        for (String end : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
        }
    }

    /** What the history is asked. */
    public Questions questions() {
        return new Questions(database);
    }

    /** Takes in the runs in these folders that are new or have grown. */
    public Update update(Collection<Path> folders) throws IOException {
        Map<String, Known> known = known();
        Set<String> pruned = new HashSet<>(database.query("SELECT id FROM pruned", row -> row.getString(1)));
        var troubles = new ArrayList<String>();
        var fresh = new ArrayList<Map.Entry<RunRecord, Stamp>>();
        for (Path folder : folders) {
            try {
                Stamp stamp = stamp(folder);
                Known there = known.get(stamp.folder().toString());
                boolean isOld = (there != null && there.stamp.equals(stamp))
                        || pruned.contains(String.valueOf(folder.getFileName()));
                RunRecord record = isOld ? null : JournalView.head(folder);
                if (record != null && !pruned.contains(record.id()) && !isElsewhere(record.id(), stamp, known)) {
                    fresh.add(Map.entry(record, stamp));
                }
            } catch (IOException e) {
                troubles.add(String.valueOf(e.getMessage()));
            }
        }
        fresh.sort(Comparator.comparing(entry -> entry.getKey().started()));
        int added = 0;
        for (Map.Entry<RunRecord, Stamp> run : fresh) {
            added += write(run.getKey(), run.getValue(), troubles);
        }
        return new Update(added, troubles);
    }

    /** A copy of a run's folder is no second run, as long as the first is there. */
    private static boolean isElsewhere(String id, Stamp stamp, Map<String, Known> known) {
        return known.entrySet().stream()
                .anyMatch(entry -> entry.getValue().id.equals(id)
                        && !entry.getKey().equals(stamp.folder().toString())
                        && Files.exists(Path.of(entry.getKey()).resolve(Journal.NAME)));
    }

    private static Stamp stamp(Path folder) throws IOException {
        Path journal = folder.resolve(Journal.NAME);
        return new Stamp(
                folder.toAbsolutePath().normalize(),
                Files.size(journal),
                Files.getLastModifiedTime(journal).toMillis());
    }

    private Map<String, Known> known() throws IOException {
        var known = new HashMap<String, Known>();
        database.query(
                        "SELECT id, folder, journal_bytes, journal_time FROM runs",
                        row -> new Known(
                                row.getString(1), new Stamp(Path.of(row.getString(2)), row.getLong(3), row.getLong(4))))
                .forEach(run -> known.put(run.stamp.folder().toString(), run));
        return known;
    }

    private int write(RunRecord record, Stamp stamp, List<String> troubles) throws IOException {
        try (JournalView past = JournalView.open(stamp.folder())) {
            return database.transaction(() -> {
                database.update("DELETE FROM runs WHERE id=?", record.id());
                Long before = neighbour(BEFORE, record);
                long run = Indexer.write(database, names, past, stamp, before);
                compare(run, before);
                Long after = neighbour(AFTER, record);
                if (after != null) {
                    compare(after, run);
                }
                return 1;
            });
        } catch (IOException e) {
            names.forget();
            if (e.getCause() instanceof java.sql.SQLException) {
                throw e;
            }
            troubles.add(String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private @Nullable Long neighbour(String which, RunRecord record) throws IOException {
        List<Long> found = database.query(which, row -> row.getLong(1), record.job(), RunRow.millis(record.started()));
        return found.isEmpty() ? null : found.getFirst();
    }

    private void compare(long run, @Nullable Long before) throws IOException {
        int unused = before == null
                ? database.update("UPDATE runs SET changed=NULL WHERE run=?", run)
                : database.update(
                        "UPDATE runs SET changed=(SELECT count(DISTINCT device) FROM (" + Questions.CHANGED
                                + ")) WHERE run=?",
                        run,
                        before,
                        run,
                        before,
                        run);
    }

    /** Forgets runs; they are not taken in again until the history is made anew. */
    public void forget(Collection<String> ids) throws IOException {
        int unused = database.transaction(() -> {
            for (String id : ids) {
                database.update("DELETE FROM runs WHERE id=?", id);
                database.update("INSERT OR IGNORE INTO pruned VALUES(?)", id);
            }
            return ids.size();
        });
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
