package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with mistakes say in their first lines what must be told about them: {@code # expect: LINE:COLUMN: fragment}. */
class InvalidPlatformsTest {
    private static final Path FOLDER = Path.of("src/test/resources/platforms/invalid");
    private static final String EXPECT = "# expect: ";

    @ParameterizedTest
    @MethodSource("files")
    void everyMistakeIsToldAtOnceWithItsPlace(Path file) throws IOException {
        var problems = new Problems();
        Node document = YamlFile.read(file, problems);
        if (document != null) {
            assertNull(PlatformFile.read(document, problems));
        }
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
        var told = new ArrayList<String>();
        for (Problem problem : problems.all()) {
            String shown = problem.toString().substring(file.toString().length() + 1);
            told.add(expected.stream()
                    .filter(line -> isAbout(line, shown))
                    .findFirst()
                    .orElse(shown));
        }
        assertEquals(String.join("\n", expected), String.join("\n", told), file.toString());
    }

    /** The place and a part of the message. */
    private static boolean isAbout(String expected, String shown) {
        int place = expected.indexOf(": ") + 2;
        return shown.startsWith(expected.substring(0, place)) && shown.contains(expected.substring(place));
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
