package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts of real devices are of the mode they are of, and lines that only look like prompts are none. */
class PromptSamplesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/sessions/prompt-samples.tsv");
    private static final PlatformCatalog PLATFORMS = new PlatformCatalog();

    static List<String[]> samples() throws IOException {
        return Files.readAllLines(SAMPLES).stream()
                .skip(1)
                .map(line -> line.split("\t", 3))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsOfItsMode(String platform, String mode, String prompt) {
        Platform known = PLATFORMS.find(platform);
        assertNotNull(known);
        String found = known.modes().stream()
                .filter(each -> each.prompt().matches(prompt))
                .map(Mode::name)
                .findFirst()
                .orElse("none");
        assertEquals(mode, found);
    }
}
