package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.inventory.InventoryFile;
import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.platform.PlatformCatalog;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with mistakes say in their first lines what must be told about them: {@code # expect: LINE:COLUMN: fragment}. */
class InputMistakesTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String EXPECT = "# expect: ";

    @ParameterizedTest
    @MethodSource("invalidJobs")
    void everyMistakeOfAJobIsToldAtOnceWithItsPlace(Path file) throws IOException {
        var problems = new Problems();
        Job job = JobFile.read(file, problems);
        if (job != null) {
            assertNull(new Planner(Overrides.NONE, new PlatformCatalog(), true, problems).plan(job));
        }
        assertTold(file, problems);
    }

    @ParameterizedTest
    @MethodSource("invalidInventories")
    void everyMistakeOfAnInventoryIsToldAtOnceWithItsPlace(Path file) throws IOException {
        var problems = new Problems();
        assertNull(InventoryFile.read(file, problems));
        assertTold(file, problems);
    }

    @ParameterizedTest
    @MethodSource("validJobs")
    void aSoundJobHasAPlan(Path file) {
        var problems = new Problems();
        Job job = JobFile.read(file, problems);
        assertNotNull(job);
        Prepared prepared = new Planner(Overrides.NONE, new PlatformCatalog(), false, problems).plan(job);
        assertEquals(List.of(), problems.all());
        assertNotNull(prepared);
        assertFalse(prepared.plan().devices().isEmpty());
    }

    private static void assertTold(Path file, Problems problems) throws IOException {
        List<String> expected;
        try (Stream<String> lines = Files.lines(file)) {
            expected = lines.filter(line -> line.startsWith(EXPECT))
                    .map(line -> line.substring(EXPECT.length()))
                    .toList();
        }
        var told = new ArrayList<String>();
        for (Problem problem : problems.all()) {
            String shown = shown(file, problem);
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

    private static String shown(Path file, Problem problem) {
        String mark = problem.mark().toString();
        String same = file.toString();
        return (mark.startsWith(same + ":") ? mark.substring(same.length() + 1) : mark.replace(same, "file")) + ": "
                + problem.message();
    }

    static List<Path> invalidJobs() throws IOException {
        return yaml("jobs/invalid");
    }

    static List<Path> invalidInventories() throws IOException {
        return yaml("inventory/invalid");
    }

    static List<Path> validJobs() throws IOException {
        return yaml("jobs/valid");
    }

    private static List<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
