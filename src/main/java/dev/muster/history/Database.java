package dev.muster.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The SQLite file behind the history. Any number of processes may have it open; one at a time writes. */
final class Database implements Closeable {
    /** Why a file is neither written nor removed. */
    static final String STRANGE = "is no history of Muster's; name another file with --database";

    private static final byte[] HEAD = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    /** Tables that were made first stand within it. */
    private static final int LOOKED_AT = 1 << 20;

    /** One statement, so that another process cannot make the tables in between. */
    private static final String FOREIGN =
            "SELECT EXISTS(SELECT 1 FROM sqlite_master) AND (SELECT user_version FROM pragma_user_version)=0";

    private static final int BUSY_MILLIS = 30_000;
    private static final int CANNOT_WRITE = 8;
    private static final int CORRUPT = 11;
    private static final int CANNOT_OPEN = 14;
    private static final int NO_DATABASE = 26;

    private final Path file;
    private final Connection connection;

    /** Makes a value of a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Something done as a whole or not at all. */
    interface Work<T> {
        T run() throws IOException;
    }

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the file, or makes it, and brings it to this version's tables.
     *
     * @param steps of {@link Schema}
     * @throws IOException when it cannot be used, with what to do
     */
    static Database open(Path file, List<String> steps) throws IOException {
        create(file);
        if (Files.isRegularFile(file) && Files.isReadable(file) && isOther(first(file, HEAD.length))) {
            throw new IOException(file + ": " + STRANGE); // SQLite would remove what it takes for its logs
        }
        Connection connection;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw trouble(file, e);
        } catch (LinkageError e) {
            throw new IOException(
                    "SQLite's library cannot be loaded (" + e.getMessage()
                            + "); it is unpacked into the folder for temporary files, which must allow programs",
                    e);
        }
        var database = new Database(file, connection);
        try {
            database.prepare(steps);
            return database;
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Whether a file is empty, or of SQLite with this statement among those that made it. Bytes are looked at, since the
     * file may be damaged; the newest of them may still stand in the log beside it.
     */
    static boolean isMade(Path file, String statement) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] head = first(file, HEAD.length);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return head.length == 0
                || (Arrays.equals(head, HEAD)
                        && (has(file, statement) || (Files.isRegularFile(log) && has(log, statement))));
    }

    private static boolean isOther(byte[] head) {
        return head.length > 0 && !Arrays.equals(head, HEAD);
    }

    private static boolean has(Path file, String text) throws IOException {
        return new String(first(file, LOOKED_AT), StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] first(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(Objects.requireNonNullElse(folder.getParent(), folder));
                Files.createDirectory(folder, OwnerOnly.folder(folder));
            }
            Files.createFile(file, OwnerOnly.file(file));
        } catch (FileAlreadyExistsException e) {
            return; // another process made it just now, or it has long been there
        } catch (IOException e) {
            throw new IOException(
                    file + ": the history cannot be kept here (" + e.getClass().getSimpleName()
                            + "); name another file with --database",
                    e);
        }
    }

    private void prepare(List<String> steps) throws IOException {
        execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
        execute("PRAGMA foreign_keys=ON");
        int version = version();
        if (query(FOREIGN, row -> row.getBoolean(1)).getFirst()) {
            throw new IOException(file + ": " + STRANGE);
        }
        if (version > steps.size()) {
            throw new IOException(
                    file + ": was written by a later version of Muster; use that one, or --database FILE");
        }
        if (version < steps.size()) {
            execute("PRAGMA journal_mode=WAL");
            execute("PRAGMA synchronous=NORMAL");
            transaction(() -> {
                for (String step : steps.subList(version(), steps.size())) {
                    for (String statement : step.split(";\\s*")) {
                        execute(statement);
                    }
                }
                execute("PRAGMA user_version=" + steps.size());
                return true;
            });
        }
    }

    private int version() throws IOException {
        return query("PRAGMA user_version", row -> row.getInt(1)).getFirst();
    }

    /** Does something while no other process writes; when it throws, nothing of it has been done. */
    <T> T transaction(Work<T> work) throws IOException {
        execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T result = work.run();
            execute("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (IOException e) {
            return; // SQLite has rolled back by itself
        }
    }

    /** Runs a statement without values. */
    void execute(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw trouble(file, e);
        }
    }

    /** Runs a statement with values; gives how many rows it changed. */
    int update(String sql, @Nullable Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw trouble(file, e);
        }
    }

    /** Runs a statement once for each list of values. */
    void batch(String sql, List<@Nullable Object[]> rows) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw trouble(file, e);
        }
    }

    /** The rows of a query. */
    <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            var found = new ArrayList<T>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw trouble(file, e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static IOException trouble(Path file, SQLException e) {
        String why = switch (e.getErrorCode() & 0xff) {
            case CANNOT_WRITE, CANNOT_OPEN -> "the history cannot be written; name another file with --database";
            case CORRUPT ->
                "the history is damaged; `muster history --rebuild --database " + file
                        + "` makes it again from the runs that are still there";
            case NO_DATABASE -> STRANGE + ", or remove this one, if it was one, to have it made again";
            default -> "the history cannot be used: " + e.getMessage();
        };
        return new IOException(file + ": " + why, e);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw trouble(file, e);
        }
    }
}
