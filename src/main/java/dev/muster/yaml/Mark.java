package dev.muster.yaml;

import java.nio.file.Path;

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

    /** The folder that relative paths written here start from; empty for the working folder. */
    public Path folder() {
        Path parent = Path.of(file).getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The path that is meant by a text written here: relative to this file, {@code ~/} for the user's home. */
    public Path path(String text) {
        String written = text.replace('\0', '\uFFFD'); // no file can be called so, and Path would throw
        boolean home = written.equals("~") || written.startsWith("~/");
        Path path = home ? Path.of(System.getProperty("user.home"), written.substring(1)) : Path.of(written);
        return folder().resolve(path).normalize();
    }

    /** The file and line, without the column. */
    public String fileAndLine() {
        return line == 0 ? file : file + ":" + line;
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
