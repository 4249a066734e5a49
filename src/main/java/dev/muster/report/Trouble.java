package dev.muster.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an {@link IOException} means, without the file's name, which many of them repeat and some of them lack. */
final class Trouble {
    private Trouble() {}

    static String reason(IOException trouble) {
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        if (trouble instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        String said = trouble instanceof FileSystemException at ? at.getReason() : trouble.getMessage();
        return said == null || said.isBlank() ? trouble.getClass().getSimpleName() : said;
    }
}
