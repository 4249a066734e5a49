package dev.muster.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The flat file system of a simulated device, kept in a temporary folder until the lab closes. */
final class LabFiles implements AutoCloseable {
    private final Path folder;

    private LabFiles(Path folder) {
        this.folder = folder;
    }

    static LabFiles create() throws IOException {
        return new LabFiles(Files.createTempDirectory("muster-lab-"));
    }

    Path folder() {
        return folder;
    }

    /** The file that a user means; {@code flash:name}, {@code flash:/name} and {@code /name} are one. */
    Path file(String name) {
        String bare = bare(name);
        return folder.resolve(bare.isEmpty() || bare.startsWith(".") ? "_" + bare : bare);
    }

    /** A name without its drive and folders. */
    static String bare(String name) {
        String path = name.substring(name.indexOf(':') + 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /** The names of all files, in order. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    long size(String name) throws IOException {
        return Files.size(file(name));
    }

    /** @param algorithm such as MD5 or SHA-512, which every Java has */
    String checksum(String name, String algorithm) throws IOException {
        try {
            byte[] sum = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file(name)));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
