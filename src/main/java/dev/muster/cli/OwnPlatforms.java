package dev.muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's own platforms: the files of a folder {@code platforms}. */
final class OwnPlatforms {
    private OwnPlatforms() {}

    /** @param parent where that folder may be, or null when nowhere */
    static List<Path> in(@Nullable Path parent) throws WrongInput {
        Path folder = parent == null ? null : parent.resolve("platforms");
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WrongInput(folder + ": cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
