package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Platform files, sound and not. */
class PlatformFileTest {
    private static final String HEAD = "id: x\ndefault_mode: cli\nmodes: [{name: cli, pattern: '>$'}]\n";
    private static final String MODES = """
            id: x
            default_mode: privilege
            modes:
              - {name: exec, pattern: '>$', leave: exit}
              - {name: privilege, pattern: '#$', from: exec, enter: enable, leave: disable, auth_prompt: 'Password: ?$'}
              - {name: config, pattern: '\\(config\\)#$', from: privilege, enter: configure, leave: end}
              - {name: shell, pattern: '\\$$', from: privilege, enter: shell}
              - {name: other, pattern: '!$'}
            """;

    private final Problems problems = new Problems();

    private Platform sound(String text) {
        Node document = YamlFile.parse("p.yaml", text, problems);
        Platform platform = document == null ? null : PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(platform);
        return platform;
    }

    private String told(String text) {
        Node document = YamlFile.parse("p.yaml", text, problems);
        assertNotNull(document);
        assertNull(PlatformFile.read(document, problems));
        return String.join("\n", problems.all().stream().map(Problem::toString).toList());
    }

    @Test
    void aPlatformNeedsLittleAndTheRestHasDefaults() {
        Platform platform = sound(HEAD);
        assertEquals("x", platform.id());
        assertEquals("x", platform.textfsm());
        assertEquals("", platform.description());
        assertEquals(1, platform.promptLines());
        assertEquals(0, platform.promptTruncation());
        assertTrue(platform.echo());
        assertNull(platform.pager());
        assertEquals(List.of(), platform.setup());
    }

    @Test
    void everyKeyIsRead() {
        Platform platform = sound(HEAD + """
                description: an X
                aliases: [y, z]
                prompt_lines: 2
                prompt_truncation: 20
                setup: [terminal length 0]
                pager: {match: '--More--', answer: "q"}
                leave: exit
                save: [write]
                refusals: ['% Invalid', '/^bad .*/']
                echo: false
                textfsm: x_os
                """);
        assertEquals(List.of("y", "z"), platform.aliases());
        assertEquals(List.of("exit"), platform.leave());
        Platform.Pager pager = platform.pager();
        assertNotNull(pager);
        assertEquals("q", pager.answer());
        assertTrue(platform.refusals().get(0).matcher("  % Invalid input").find());
        assertTrue(!platform.refusals().get(0).matcher("log: % Invalid input").find());
        assertTrue(platform.refusals().get(1).matcher("bad thing").find());
        assertTrue(!platform.echo());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "pager: {answer: x} > p.yaml:4:8: a pager needs a `match`",
                "pager: '--More--' > p.yaml:4:8: `pager` needs a mapping (key: value), found text",
                "pager: {match: '('} > p.yaml:4:16: `match` is not a regular expression: Unclosed group",
                "pager: {math: x} > p.yaml:4:9: unknown key `math`; did you mean `match`?",
                "refusals: [''] > p.yaml:4:12: `refusals` is empty",
                "refusals: [~] > p.yaml:4:12: `refusals` needs text, found nothing",
                "refusals: ['% x', [y]] > p.yaml:4:19: `refusals` needs text, found a list",
                "refusals: ['/(/'] > p.yaml:4:12: `refusals` is not a regular expression: Unclosed group",
                "prompt_lines: 3 > p.yaml:4:15: `prompt_lines` is 3; it must be from 1 to 2",
                "prompt_truncation: few > p.yaml:4:20: `prompt_truncation` needs a whole number, found `few`",
                "echo: perhaps > p.yaml:4:1: `echo` is `perhaps`; known: true, false, twice",
                "setup: [{a: b}] > p.yaml:4:9: `setup` needs text, found a mapping",
                "setpu: [x] > p.yaml:4:1: unknown key `setpu`; did you mean `setup`?"
            })
    void aMistakeIsToldWithItsPlace(String line, String expected) {
        String shown = told(HEAD + line + "\n");
        assertTrue(shown.contains(expected), shown);
    }

    @Test
    void mistakesOfModesAreToldAllAtOnce() {
        String shown = told("""
                id: Not A Name
                default_mode: privilege
                modes:
                  - {name: exec, pattern: '(', leave: exit}
                  - {pattern: '#$'}
                  - {name: nothing}
                  - text
                  - {name: exec, pattern: '>$', auth_prompt: '*', form: exec}
                """);
        for (String expected : List.of(
                "p.yaml:1:1: `id` needs a name of lower-case letters, digits and _",
                "p.yaml:4:27: `pattern` is not a regular expression: Unclosed group at character 1",
                "p.yaml:5:5: a mode needs a `name`",
                "p.yaml:6:5: a mode needs a `pattern`",
                "p.yaml:7:5: a mode needs a mapping (key: value), found text",
                "p.yaml:8:46: `auth_prompt` is not a regular expression",
                "p.yaml:8:51: unknown key `form`; did you mean `from`?",
                "p.yaml:2:1: `default_mode` is `privilege`, which is no mode")) {
            assertTrue(shown.contains(expected), expected + " is not in\n" + shown);
        }
    }

    @Test
    void whatIsNoPlatformAtAllIsTold() {
        assertEquals("p.yaml:1:1: a platform file needs a mapping (key: value), found a list", told("[]"));
        assertTrue(new PlatformFileTest().told("{}").contains("a platform needs at least one mode under `modes`"));
    }

    @ParameterizedTest
    @CsvSource({
        "exec, privilege, privilege",
        "exec, config, privilege config",
        "config, exec, privilege exec",
        "config, shell, privilege shell",
        "shell, exec, ''",
        "exec, exec, ''",
        "exec, other, ''",
        "other, exec, ''",
        "nowhere, exec, ''",
        "exec, nowhere, ''"
    })
    void theWayBetweenTwoModesPassesThroughThoseBetween(String start, String goal, String way) {
        List<String> path =
                sound(MODES).path(start, goal).stream().map(Mode::name).toList();
        assertEquals(way, String.join(" ", path));
    }
}
