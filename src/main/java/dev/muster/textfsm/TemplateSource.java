package dev.muster.textfsm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the files of a collection are read from. */
public interface TemplateSource {
    /** The text of a file, or null if there is no such file. */
    @Nullable
    String read(String name) throws IOException;

    /** For messages. */
    String description();

    /** A folder that holds an {@code index} and templates; the folder of a checked out collection is taken as well. */
    static TemplateSource folder(Path folder) {
        Path inside = Files.exists(folder.resolve("index"))
                ? folder
                : folder.resolve("ntc_templates").resolve("templates");
        return new Folder(Files.exists(inside.resolve("index")) ? inside : folder);
    }

    /** Files beside a class. */
    static TemplateSource resources(Class<?> beside, String folder) {
        return new Resources(beside, folder);
    }

    /** Files of a folder. */
    record Folder(Path path) implements TemplateSource {
        @Override
        public @Nullable String read(String name) throws IOException {
            Path file = path.resolve(name);
            return Files.isRegularFile(file) ? decode(Files.readAllBytes(file)) : null;
        }

        @Override
        public String description() {
            return path.toString();
        }
    }

    /** Files on the class path. */
    record Resources(Class<?> beside, String folder) implements TemplateSource {
        @Override
        public @Nullable String read(String name) throws IOException {
            try (InputStream in = beside.getResourceAsStream(folder + "/" + name)) {
                return in == null ? null : decode(in.readAllBytes());
            }
        }

        @Override
        public String description() {
            return "built in";
        }
    }

    /** UTF-8; what is not becomes the replacement character. */
    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
