package dev.muster.audit;

import dev.muster.result.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of outputs, read one after the other also where an output is a large file. */
final class OutputLines {
    /** What is compared or made a tree of must fit into memory. */
    static final int MOST_CHARACTERS = 16 << 20;

    private static final int BREATH = 1000;

    private final Pace pace;

    /** Called again and again while lines are read; may throw to end it. */
    interface Pace {
        void breathe() throws IOException;
    }

    /** Takes lines. */
    interface Taker {
        /** @param number from 1 */
        void take(int number, String line);
    }

    OutputLines(Pace pace) {
        this.pace = pace;
    }

    /** Every line in which none of the patterns is found. */
    void each(Output output, Path folder, List<Pattern> ignore, Taker taker) throws IOException {
        try (var reader = new BufferedReader(open(output, folder))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (number % BREATH == 1) {
                    pace.breathe();
                }
                if (ignore.isEmpty() || !isIgnored(line, ignore)) {
                    taker.take(number, line);
                }
            }
        }
    }

    private static boolean isIgnored(String line, List<Pattern> ignore) {
        for (Pattern pattern : ignore) {
            if (Guarded.finds(pattern, line)) {
                return true;
            }
        }
        return false;
    }

    /**
     * All lines at once.
     *
     * @throws CannotTell when they are too many
     */
    List<String> all(Output output, Path folder, List<Pattern> ignore) throws IOException {
        var lines = new ArrayList<String>();
        long[] characters = {0};
        each(output, folder, ignore, (number, line) -> {
            characters[0] += line.length() + 1L;
            if (characters[0] > MOST_CHARACTERS) {
                throw new CannotTell("the output is larger than " + (MOST_CHARACTERS >> 20)
                        + " MiB, too large to be compared or read as a configuration");
            }
            lines.add(line);
        });
        return lines;
    }

    /** The text itself. */
    String text(Output output, Path folder) throws IOException {
        String text = output.text();
        return text != null ? text : String.join("\n", all(output, folder, List.of()));
    }

    private static Reader open(Output output, Path folder) throws IOException {
        String text = output.text();
        Path file = output.file();
        if (text != null || file == null) {
            return new StringReader(text == null ? "" : text);
        }
        return new InputStreamReader(Files.newInputStream(folder.resolve(file)), StandardCharsets.UTF_8);
    }
}
