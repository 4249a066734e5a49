package dev.muster.yaml;

/**
 * A place in a file.
 *
 * @param file as the user named it
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1
 */
public record Mark(String file, int line, int column) {

    /** The file as a whole. */
    public static Mark of(String file) {
        return new Mark(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
