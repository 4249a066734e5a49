package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sketch of a platform is a sound platform file. */
class SketchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R1#|R1|sw-2#|R1>",
                "<H3C-1>|H3C-1|<H3C-2>|[H3C-1]",
                "admin@fw(active)>|fw|ops@fw2(active)>|admin@fw(passive)>",
                "acme-7 [main]>>|acme-7|acme-8 [main]>>|acme-7 [other]>>",
                "[cisco@R1] >|R1|[ann@R2] >|[cisco@R1] /ip>",
                "CLI|CLI|CLI|other",
                "RP/0/RP0/CPU0:R1#|R1|RP/0/RSP1/CPU0:R2#|R1>",
            })
    void aPromptBecomesAPatternForItsKind(String prompt, String host, String kin, String other) {
        var pattern = new PromptPattern(Sketch.promptPattern(prompt));
        assertEquals(host, pattern.host(prompt));
        assertTrue(pattern.matches(kin + " "), pattern.toString());
        assertFalse(pattern.matches(other), pattern.toString());
    }

    @Test
    void whateverWasLearnedTheFileIsSound() {
        for (String prompt : List.of("R1#", "{weird}(1)$ ^[x]*>", "> ", "user@host:~$", "a'b\"c>", "\u00fcber#")) {
            var sketch = new Sketch(
                    "new_one",
                    List.of("a comment: with a colon"),
                    prompt,
                    prompt + ">",
                    "What's the [secret]? (3 tries):",
                    List.of("terminal length 0", "it's: off"),
                    "--More (12%)--",
                    List.of("% 'bad' command:", "#no"),
                    "exit",
                    new Sketch.Known("show version", "It's Acme (R) OS, {v}"),
                    "\r",
                    false);
            Platform platform = read(sketch.yaml());
            assertTrue(platform.mode("privilege_exec") != null, sketch.yaml());
            assertEquals("\r", platform.keyboard().enterKey());
            Platform.Pager pager = platform.pager();
            assertTrue(pager != null && pager.match().matcher("--More (99%)--").find(), sketch.yaml());
            assertTrue(platform.detect()
                    .getFirst()
                    .match()
                    .matcher("It's Acme (R) OS, {v}1.2")
                    .find());
            assertTrue(
                    platform.refusals().getFirst().matcher("% 'bad' command: x").find());
        }
    }

    private static Platform read(String yaml) {
        var problems = new Problems();
        Node document = YamlFile.parse("new.yaml", yaml, problems);
        Platform platform = document == null ? null : PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all(), yaml);
        return java.util.Objects.requireNonNull(platform);
    }
}
