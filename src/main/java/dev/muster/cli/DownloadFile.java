package dev.muster.cli;

import dev.muster.report.RunFolder;
import dev.muster.session.OutputStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of a device in the run's folder; until it is whole it is called {@code .part}. */
final class DownloadFile implements OutputStore.Landing {
    private final Path run;
    private final Path file;
    private final Path part;
    private final OutputStream stream;

    private DownloadFile(Path run, Path file, Path part, OutputStream stream) {
        this.run = run;
        this.file = file;
        this.part = part;
        this.stream = stream;
    }

    /**
     * A place that nothing has yet.
     *
     * @param folder relative to the run's, made when it is not there
     * @param name safe already
     */
    static DownloadFile create(Path run, Path folder, String name) throws IOException {
        Files.createDirectories(run.resolve(folder), RunFolder.onlyOwner(run, "rwx------"));
        Path file = folder.resolve(name);
        for (int i = 2; isTaken(run.resolve(file)); i++) {
            file = folder.resolve(name + "." + i);
        }
        Path part = Files.createFile(part(run.resolve(file)), RunFolder.onlyOwner(run, "rw-------"));
        OutputStream stream = Files.newOutputStream(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return new DownloadFile(run, file, part, new BufferedOutputStream(stream, 1 << 16));
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.exists(part(file), LinkOption.NOFOLLOW_LINKS);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public long room() {
        return part.toFile().getUsableSpace(); // a FileStore is not found in a chroot whose root is no mount point
    }

    @Override
    public void keep() throws IOException {
        stream.close();
        Files.move(part, run.resolve(file));
    }

    @Override
    public void close() throws IOException {
        stream.close();
        Files.deleteIfExists(part);
    }
}
