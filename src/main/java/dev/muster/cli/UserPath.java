package dev.muster.cli;

import java.nio.file.Path;

/** Paths as users type them. */
final class UserPath {
    private UserPath() {}

    /** The path; {@code ~/} is the home folder, which a shell leaves alone inside quotes and after {@code =}. */
    static Path of(String typed) {
        return typed.startsWith("~/") ? Path.of(System.getProperty("user.home"), typed.substring(2)) : Path.of(typed);
    }
}
