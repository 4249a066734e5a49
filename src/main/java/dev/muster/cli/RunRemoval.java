package dev.muster.cli;

import dev.muster.journal.BusyException;
import dev.muster.journal.Journal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes the folder of a run, and nothing else: links in it are removed, never followed. */
final class RunRemoval {
    private RunRemoval() {}

    /**
     * Removes a run's folder; one that is gone already is no obstacle.
     *
     * @return why it was left alone; empty when it is gone
     */
    static String remove(Path folder, String id) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return "is a link or no folder";
        }
        Path reports = PastRuns.REPORTS.toAbsolutePath();
        if (!reports.toFile().exists() || !folder.toRealPath().startsWith(reports.toRealPath())) {
            return "lies outside reports/";
        }
        try (Journal journal = Journal.open(folder)) {
            if (!journal.state().run().id().equals(id)) {
                return "holds another run now";
            }
            if (!journal.state().ended() && journal.state().worker().isAlive()) {
                return "this run goes on";
            }
            delete(folder);
            return "";
        } catch (BusyException e) {
            return "this run goes on";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inside, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.delete(inside);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
