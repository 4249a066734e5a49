package dev.muster.report;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that has its name only once it is complete. */
final class WholeFile {
    private WholeFile() {}

    /** @throws IOException with the file's name and the reason; no part of the file is left */
    static void write(Path target, Body body) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createFile(part, RunFolder.onlyOwner(part, "rw-------"));
            try (var out = new BufferedOutputStream(new FileOutputStream(part.toFile()), 1 << 16)) {
                body.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(part, e);
            throw new IOException(target + ": " + Trouble.reason(e), e);
        }
    }

    private static void discard(Path part, IOException because) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
