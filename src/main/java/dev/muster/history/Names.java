package dev.muster.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Numbers for texts that come again and again; a text keeps its number for ever. */
final class Names {
    private final Database database;
    private final Map<String, Long> known = new HashMap<>();

    Names(Database database) {
        this.database = database;
    }

    /** The text's number, which it gets now if it has none; within a transaction. */
    long of(String text) throws IOException {
        Long number = known.get(text);
        if (number == null) {
            number = number(text);
            known.put(text, number);
        }
        return number;
    }

    private long number(String text) throws IOException {
        database.update("INSERT OR IGNORE INTO names(text) VALUES(?)", text);
        return database.query("SELECT name FROM names WHERE text=?", row -> row.getLong(1), text)
                .getFirst();
    }

    /** The transaction in which numbers were given is undone. */
    void forget() {
        known.clear();
    }
}
