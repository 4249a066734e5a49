package dev.muster.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder of one run. */
public final class RunFolder {
    /** What shows that a folder holds a run. */
    private static final List<String> TRACES = List.of(
            "results.csv",
            "results.csv.incomplete",
            "results.json",
            "results.json.part",
            "results.jsonl",
            "results.jsonl.incomplete",
            "journal.jsonl",
            "failed.yaml",
            "report.html",
            "report.html.part",
            "report.md",
            "junit.xml",
            "junit.xml.part",
            "downloads",
            "files",
            "rows",
            "outputs",
            "sessions");

    private RunFolder() {}

    /**
     * Makes the folder, for its owner only, or takes one that holds no run.
     *
     * @throws IOException when it holds a run already or cannot be made; the message is for people
     */
    public static void create(Path folder) throws IOException {
        for (String trace : TRACES) {
            if (Files.exists(folder.resolve(trace), LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        folder + ": holds a run already (" + trace + "); name another folder, or remove this one");
            }
        }
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, onlyOwner(folder, "rwx------"));
            }
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be made: " + Trouble.reason(e), e);
        }
    }

    /** Permissions to create a file with; none where the file system knows none. */
    public static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
