package dev.muster.history;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked of the history. */
public final class Questions {
    /** The devices of a run that are not as in another; takes run, other, run, other. */
    static final String CHANGED = "SELECT a.device, a.status AS now, b.status AS old, NULL AS command FROM devices a"
            + " JOIN devices b ON b.device=a.device WHERE a.run=? AND b.run=? AND a.status<>b.status"
            + " UNION ALL SELECT a.device, NULL, NULL, a.command FROM outputs a"
            + " JOIN outputs b ON b.device=a.device AND b.step=a.step AND b.command=a.command AND b.time=a.time"
            + " WHERE a.run=? AND b.run=? AND a.essence<>b.essence";

    private static final String RUNS = "SELECT id, job, source, folder, started, elapsed_ms, ended, stopped, devices,"
            + " ok, commands, checks_pass, checks_fail, checks_error, changed FROM runs";
    private static final String DEVICE = "SELECT r.id, r.job, r.started, s.text, f.text, d.message, d.attempts,"
            + " d.total_ms, d.connect_ms, r.run, d.device,"
            + " (SELECT p.run FROM runs p WHERE p.job=r.job AND p.started<r.started AND p.ended=1"
            + " ORDER BY p.started DESC LIMIT 1) AS before"
            + " FROM devices d JOIN runs r USING(run) JOIN names n ON n.name=d.device"
            + " JOIN names s ON s.name=d.status JOIN names f ON f.name=d.failure"
            + " WHERE n.text=? AND (? IS NULL OR r.job=?) ORDER BY r.started DESC LIMIT ?";
    private static final String FAILING = "SELECT n.text, count(*) AS times, max(f.text) FROM devices d"
            + " JOIN names n ON n.name=d.device JOIN names s ON s.name=d.status JOIN names f ON f.name=d.failure"
            + " WHERE d.run IN (SELECT run FROM runs WHERE job=? ORDER BY started DESC LIMIT ?) AND s.text<>'ok'"
            + " GROUP BY d.device ORDER BY times DESC, n.text LIMIT ?";
    private static final String FAILING_CHECKS = "SELECT n.text, count(*) AS times, '' FROM checks c"
            + " JOIN names n ON n.name=c.name JOIN names s ON s.name=c.status"
            + " WHERE c.run IN (SELECT run FROM runs WHERE job=? ORDER BY started DESC LIMIT ?)"
            + " AND s.text IN ('fail', 'error') GROUP BY c.name ORDER BY times DESC, n.text LIMIT ?";

    private final Database database;

    Questions(Database database) {
        this.database = database;
    }

    /** Something that went wrong more than once, or once. */
    public record Often(String name, int times, String why) {}

    /** The newest runs, the newest first; of one job, or of all when it is null. */
    public List<RunRow> runs(@Nullable String job, int limit) throws IOException {
        return database.query(
                RUNS + " WHERE ? IS NULL OR job=? ORDER BY started DESC LIMIT ?", Questions::run, job, job, limit);
    }

    private static RunRow run(ResultSet row) throws SQLException {
        Integer changed = (Integer) row.getObject(15);
        return new RunRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Duration.ofMillis(row.getLong(6)),
                row.getInt(7) == 1,
                row.getString(8),
                row.getInt(9),
                row.getInt(10),
                row.getInt(11),
                new RunRow.Checks(row.getInt(12), row.getInt(13), row.getInt(14)),
                changed);
    }

    /** The names of all jobs. */
    public List<String> jobs() throws IOException {
        return database.query("SELECT DISTINCT job FROM runs ORDER BY job", row -> row.getString(1));
    }

    /** The names of all devices. */
    public List<String> devices() throws IOException {
        return database.query(
                "SELECT text FROM names WHERE name IN (SELECT device FROM devices) ORDER BY text",
                row -> row.getString(1));
    }

    /** The devices that were not ok most often in the last runs of a job. */
    public List<Often> failing(String job, int runs, int limit) throws IOException {
        return often(FAILING, job, runs, limit);
    }

    /** The checks that did not hold most often in the last runs of a job. */
    public List<Often> failingChecks(String job, int runs, int limit) throws IOException {
        return often(FAILING_CHECKS, job, runs, limit);
    }

    private List<Often> often(String sql, String job, int runs, int limit) throws IOException {
        return database.query(
                sql, row -> new Often(row.getString(1), row.getInt(2), row.getString(3)), job, runs, limit);
    }

    /** The devices of a job's newest ended run that are not as they were in the run before. */
    public List<Drift> drift(String job) throws IOException {
        List<Long> runs = database.query(
                "SELECT run FROM runs WHERE job=? AND ended=1 ORDER BY started DESC LIMIT 2",
                row -> row.getLong(1),
                job);
        if (runs.size() < 2) {
            return List.of();
        }
        var drifts = new LinkedHashMap<String, Drift>();
        for (Drift one : changed(runs.get(0), runs.get(1))) {
            drifts.merge(one.device(), one, Questions::both);
        }
        return List.copyOf(drifts.values());
    }

    private List<Drift> changed(long run, long before) throws IOException {
        return database.query(
                "SELECT n.text, o.text, w.text, c.text FROM (" + CHANGED + ") x JOIN names n ON n.name=x.device"
                        + " LEFT JOIN names o ON o.name=x.old LEFT JOIN names w ON w.name=x.now"
                        + " LEFT JOIN names c ON c.name=x.command ORDER BY n.text",
                row -> {
                    String command = row.getString(4);
                    String old = row.getString(2);
                    String now = row.getString(3);
                    return new Drift(
                            row.getString(1),
                            old == null ? "" : old,
                            now == null ? "" : now,
                            command == null ? List.of() : List.of(command));
                },
                run,
                before,
                run,
                before);
    }

    private static Drift both(Drift one, Drift other) {
        var commands = new ArrayList<>(one.commands());
        commands.addAll(other.commands());
        return new Drift(one.device(), one.before() + other.before(), one.after() + other.after(), commands);
    }

    /** A device in the newest runs of a job, or of all jobs when it is null; the newest first. */
    public List<DeviceRow> device(String name, @Nullable String job, int limit) throws IOException {
        var rows = new ArrayList<DeviceRow>();
        for (Found found : database.query(DEVICE, Questions::found, name, job, job, limit)) {
            rows.add(row(found));
        }
        return rows;
    }

    /**
     * A device of a run as it was found.
     *
     * @param row without checks and changes
     * @param before the run of the job before, or 0
     */
    private record Found(DeviceRow row, long run, long device, long before) {}

    private static Found found(ResultSet row) throws SQLException {
        var device = new DeviceRow(
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                Duration.ofMillis(row.getLong(8)),
                Duration.ofMillis(row.getLong(9)),
                0,
                List.of(),
                List.of());
        return new Found(device, row.getLong(10), row.getLong(11), row.getLong(12));
    }

    private DeviceRow row(Found found) throws IOException {
        DeviceRow row = found.row;
        List<Map.Entry<String, String>> checks = database.query(
                "SELECT n.text, s.text FROM checks c JOIN names n ON n.name=c.name JOIN names s ON s.name=c.status"
                        + " WHERE c.run=? AND c.device=? ORDER BY c.place",
                each -> Map.entry(each.getString(1), each.getString(2)),
                found.run,
                found.device);
        List<String> changed = database.query(
                "SELECT c.text FROM outputs a JOIN outputs b ON b.device=a.device AND b.step=a.step"
                        + " AND b.command=a.command AND b.time=a.time JOIN names c ON c.name=a.command"
                        + " WHERE a.run=? AND b.run=? AND a.device=? AND a.essence<>b.essence ORDER BY a.place",
                each -> each.getString(1),
                found.run,
                found.before,
                found.device);
        return new DeviceRow(
                row.run(),
                row.job(),
                row.started(),
                row.status(),
                row.failure(),
                row.message(),
                row.attempts(),
                row.took(),
                row.connect(),
                (int) checks.stream()
                        .filter(check -> check.getValue().equals("pass"))
                        .count(),
                checks.stream()
                        .filter(check -> check.getValue().matches("fail|error"))
                        .map(Map.Entry::getKey)
                        .toList(),
                changed);
    }
}
