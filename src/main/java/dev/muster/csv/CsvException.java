package dev.muster.csv;

/** A file that is not CSV, or a condition that does not fit its columns; the message is for people. */
public final class CsvException extends Exception {
    private static final long serialVersionUID = 1L;

    CsvException(String message) {
        super(message);
    }
}
