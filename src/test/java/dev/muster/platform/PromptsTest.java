package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What devices show, and the mode that it stands for. */
class PromptsTest {
    private static final Path FOLDER = Path.of("src/test/resources/platforms");
    private static final PlatformCatalog CATALOG = new PlatformCatalog();

    record Sample(String platform, String mode, String prompt) {}

    @ParameterizedTest
    @MethodSource("allSamples")
    void everySampleShowsItsModeAndNoOther(Sample sample) {
        assertEquals(sample.mode(), mode(platform(sample), sample.prompt()));
    }

    @ParameterizedTest
    @MethodSource("allSamples")
    void aModeThatNamesItsHostNamesTheSameOneInEverySample(Sample sample) {
        Mode mode = platform(sample).mode(sample.mode());
        String host = mode == null ? null : mode.prompt().host(sample.prompt());
        if (mode != null && mode.prompt().namesHost() && host != null) {
            String plain = sample.prompt().substring(sample.prompt().indexOf('\n') + 1);
            assertEquals(-1, host.indexOf('\n'), host);
            assertEquals(true, plain.contains(host) && !host.isBlank(), host);
            assertEquals(false, host.endsWith("(config)"), host);
        }
    }

    @Test
    void noneOfTheKnownSamplesWasLost() {
        assertEquals(85, samples("prompts.yaml").size());
    }

    @Test
    void everyPlatformHasSamples() {
        var seen = new TreeSet<String>();
        allSamples().forEach(sample -> seen.add(sample.platform()));
        assertEquals(new TreeSet<>(CATALOG.all().keySet()), seen);
    }

    private static Platform platform(Sample sample) {
        Platform platform = CATALOG.find(sample.platform());
        assertNotNull(platform, sample.platform());
        return platform;
    }

    private static String mode(Platform platform, String prompt) {
        return platform.modes().stream()
                .filter(mode -> mode.prompt().matches(prompt))
                .map(Mode::name)
                .findFirst()
                .orElse("none");
    }

    static List<Sample> allSamples() {
        return Stream.of("prompts.yaml", "prompts-documented.yaml")
                .flatMap(file -> samples(file).stream())
                .toList();
    }

    private static List<Sample> samples(String file) {
        var problems = new Problems();
        Node document = YamlFile.read(FOLDER.resolve(file), problems);
        assertEquals(List.of(), problems.all());
        var samples = new ArrayList<Sample>();
        for (Entry platform : entries(document)) {
            for (Entry mode : entries(platform.value())) {
                for (Node prompt : ((Sequence) mode.value()).items()) {
                    samples.add(new Sample(platform.key(), mode.key(), ((Scalar) prompt).text()));
                }
            }
        }
        return samples;
    }

    private static List<Entry> entries(Node node) {
        return ((Mapping) node).entries();
    }
}
