package dev.muster.history;

import dev.muster.result.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/** Reads an output line by line, within limits: a line of 10 MB costs no more than a long one. */
final class OutputLines {
    /** The longest output that is compared, in lines. */
    static final int MOST_LINES = 200_000;

    /** How much of a line is kept; of the rest only a checksum, so that a difference there is still seen. */
    static final int MOST_CHARS = 2_000;

    private final Reader in;
    private final int mostLines;
    private final int mostChars;
    private boolean more = true;

    /**
     * A line with its place.
     *
     * @param number from 1
     */
    record Line(int number, String text) {}

    private OutputLines(Reader in, int mostLines, int mostChars) {
        this.in = in;
        this.mostLines = mostLines;
        this.mostChars = mostChars;
    }

    /**
     * The lines that are wanted, without their ends.
     *
     * @param folder the run's folder, where large outputs lie
     * @throws IOException when a file is gone, or lies outside the folder
     */
    static List<Line> read(Output output, Path folder, Predicate<String> wanted) throws IOException {
        try (Reader in = open(output, folder)) {
            return new OutputLines(in, MOST_LINES, MOST_CHARS).lines(wanted);
        }
    }

    /** All lines with all their characters, of an output that is known to be small enough. */
    static List<Line> whole(Output output, Path folder) throws IOException {
        try (Reader in = open(output, folder)) {
            return new OutputLines(in, Integer.MAX_VALUE, Integer.MAX_VALUE).lines(line -> true);
        }
    }

    private static Reader open(Output output, Path folder) throws IOException {
        String text = output.text();
        return text != null ? new StringReader(text) : open(Objects.requireNonNull(output.file()), folder);
    }

    private static Reader open(Path named, Path folder) throws IOException {
        Path file = folder.resolve(named).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IOException(named + ": lies outside the run's folder");
        }
        return new BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
    }

    private List<Line> lines(Predicate<String> wanted) throws IOException {
        var lines = new ArrayList<Line>();
        for (int number = 1; more && lines.size() <= mostLines; number++) {
            String line = next();
            boolean isLast = !more && line.isEmpty();
            if (!isLast && wanted.test(line)) {
                lines.add(new Line(number, line));
            }
        }
        return lines;
    }

    private String next() throws IOException {
        var line = new StringBuilder();
        var rest = new CRC32C();
        long beyond = 0;
        int c = in.read();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < mostChars) {
                line.append((char) c);
            } else {
                rest.update(c);
                rest.update(c >> 8);
                beyond++;
            }
        }
        more = c >= 0;
        if (beyond > 0) {
            line.append(String.format(" (%d more characters, checksum %08x)", beyond, rest.getValue()));
        } else if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
