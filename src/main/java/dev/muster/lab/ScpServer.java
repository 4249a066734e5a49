package dev.muster.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** The device's side of the scp protocol, for files without folders: {@code scp -t name} takes, {@code -f} gives. */
final class ScpServer {
    private static final int CHUNK = 32 << 10;
    private static final long LARGEST = 256L << 20;

    private final Wire wire;
    private final LabFiles files;

    ScpServer(Wire wire, LabFiles files) {
        this.wire = wire;
        this.files = files;
    }

    static boolean isScp(String command) {
        return command.startsWith("scp ");
    }

    /** Takes or gives a file; the exit status. */
    int run(String command) throws HungUp {
        List<String> words = List.of(command.split("\\s+"));
        String name = words.getLast().replace("'", "");
        try {
            if (words.contains("-t")) {
                return take(name);
            }
            return words.contains("-f") ? give(name) : fail("only -t and -f are known");
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the lab cannot be copied", e);
        }
    }

    private int fail(String message) throws HungUp {
        wire.write("\u0001scp: " + message + "\n");
        return 1;
    }

    /** Header {@code C0644 size name}, then so many bytes and a zero; each part is acknowledged by a zero. */
    private int take(String name) throws HungUp, IOException {
        wire.write("\0");
        String header = line();
        while (header.startsWith("T")) {
            wire.write("\0");
            header = line();
        }
        String[] parts = header.split(" ", 3);
        if (parts.length < 3 || !parts[0].startsWith("C") || !parts[1].matches("\\d{1,9}")) {
            return fail("not a file: " + header);
        }
        long size = Long.parseLong(parts[1]);
        if (size > LARGEST) {
            return fail(name + ": no space left on device");
        }
        wire.write("\0");
        var content = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        while (content.size() < size) {
            content.write(chunk, 0, wire.read(chunk, (int) Math.min(CHUNK, size - content.size())));
        }
        next();
        boolean folder = LabFiles.bare(name).isEmpty() || LabFiles.bare(name).equals(".");
        Files.write(files.file(folder ? parts[2] : name), content.toByteArray());
        wire.write("\0");
        return 0;
    }

    private String line() throws HungUp {
        var line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private int next() throws HungUp {
        var one = new byte[1];
        wire.read(one, 1);
        return one[0] & 0xff;
    }

    private int give(String name) throws HungUp, IOException {
        if (!files.has(name)) {
            return fail(name + ": No such file or directory");
        }
        byte[] content = Files.readAllBytes(files.file(name));
        next();
        wire.write("C0644 " + content.length + " " + LabFiles.bare(name) + "\n");
        next();
        for (int from = 0; from < content.length; from += CHUNK) {
            int length = Math.min(CHUNK, content.length - from);
            wire.write(new String(content, from, length, StandardCharsets.ISO_8859_1));
        }
        wire.write("\0");
        next();
        return 0;
    }
}
