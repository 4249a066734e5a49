package dev.muster.history;

import java.io.Closeable;
import java.io.IOException;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The SQLite file behind the history. Any number of processes may have it open; one at a time writes. */
final class Database implements Closeable {
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
            case CORRUPT, NO_DATABASE ->
                "the history is damaged; `muster history --rebuild` makes it again from the runs that are still there";
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
