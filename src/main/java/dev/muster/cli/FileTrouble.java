package dev.muster.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used, for people. */
final class FileTrouble {
    private FileTrouble() {}

    static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "may not be read (permission denied)";
            case CharacterCodingException binary -> "is not UTF-8 text";
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
