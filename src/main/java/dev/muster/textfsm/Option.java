package dev.muster.textfsm;

import java.util.Optional;
import java.util.stream.Stream;

/** What a value can be declared to do besides holding what was matched. */
public enum Option {
    /** Keeps its value for the rows that follow. */
    FILLDOWN("Filldown"),
    /** Fills the rows above that have none. */
    FILLUP("Fillup"),
    /** Rows without it are dropped. */
    REQUIRED("Required"),
    /** Collects all that was matched for a row. */
    LIST("List"),
    /** Tells rows apart when the rows of several templates are merged. */
    KEY("Key");

    private final String word;

    Option(String word) {
        this.word = word;
    }

    static Optional<Option> named(String word) {
        return Stream.of(values()).filter(option -> option.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
