package dev.muster.history;

import java.util.List;

/** The tables of the history; each step leads from one version to the next and is never changed afterwards. */
final class Schema {
    /** What is done to get from version 0, an empty file, to 1, from 1 to 2, and so on. */
    static final List<String> STEPS = List.of("""
            CREATE TABLE runs(
              run INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL, source TEXT NOT NULL,
              folder TEXT NOT NULL, program TEXT NOT NULL, started INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL,
              ended INTEGER NOT NULL, stopped TEXT NOT NULL, devices INTEGER NOT NULL, ok INTEGER NOT NULL,
              commands INTEGER NOT NULL, checks_pass INTEGER NOT NULL, checks_fail INTEGER NOT NULL,
              checks_error INTEGER NOT NULL, changed INTEGER, journal_bytes INTEGER NOT NULL,
              journal_time INTEGER NOT NULL);
            CREATE INDEX runs_of_job ON runs(job, started);
            CREATE TABLE names(name INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
            CREATE TABLE devices(
              run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, device INTEGER NOT NULL, platform INTEGER NOT NULL,
              site INTEGER NOT NULL, status INTEGER NOT NULL, failure INTEGER NOT NULL, message TEXT NOT NULL,
              attempts INTEGER NOT NULL, queue_ms INTEGER NOT NULL, connect_ms INTEGER NOT NULL,
              auth_ms INTEGER NOT NULL, setup_ms INTEGER NOT NULL, steps_ms INTEGER NOT NULL,
              parse_ms INTEGER NOT NULL, close_ms INTEGER NOT NULL, total_ms INTEGER NOT NULL,
              PRIMARY KEY(run, device)) WITHOUT ROWID;
            CREATE TABLE outputs(
              run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, device INTEGER NOT NULL, place INTEGER NOT NULL,
              step INTEGER NOT NULL, command INTEGER NOT NULL, time INTEGER NOT NULL, status INTEGER NOT NULL,
              digest BLOB, essence BLOB, bytes INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL,
              PRIMARY KEY(run, device, step, command, time)) WITHOUT ROWID;
            CREATE TABLE checks(
              run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, device INTEGER NOT NULL, place INTEGER NOT NULL,
              name INTEGER NOT NULL, status INTEGER NOT NULL, severity INTEGER NOT NULL, detail TEXT NOT NULL,
              PRIMARY KEY(run, device, place)) WITHOUT ROWID;
            """, "CREATE TABLE pruned(id TEXT PRIMARY KEY) WITHOUT ROWID;");

    /** What stands in every such file, as SQLite keeps the text of statements, and hardly in any other. */
    static final String MARK = "CREATE TABLE names(name INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)";

    private Schema() {}
}
