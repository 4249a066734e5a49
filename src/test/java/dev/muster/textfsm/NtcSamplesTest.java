package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The public collection with its samples, where it is at hand: in the folder that {@code MUSTER_NTC} or the system property
 * {@code muster.ntc} names, or in {@code shared/ntc} beside this project. {@link OwnTemplatesTest} holds everywhere.
 */
class NtcSamplesTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new JsonMapper();

    private final Path folder =
            Path.of(System.getProperty("muster.ntc", System.getenv().getOrDefault("MUSTER_NTC", "../shared/ntc")));

    /** A sample output; platform and command are its folders. */
    private record Sample(Path raw, String platform, String command) {
        static Sample of(Path raw) {
            Path command = Objects.requireNonNull(raw.getParent());
            Path platform = Objects.requireNonNull(command.getParent());
            return new Sample(
                    raw,
                    platform.getFileName().toString(),
                    command.getFileName().toString().replace('_', ' '));
        }

        JsonNode expected() throws IOException {
            return YAML.readTree(
                            Path.of(raw.toString().replaceFirst("raw$", "yml")).toFile())
                    .get("parsed_sample");
        }
    }

    @BeforeEach
    void theCollectionIsHere() {
        assumeTrue(Files.isDirectory(folder.resolve("ntc_templates")), folder + " is not there");
    }

    @Test
    void everyTemplateCompiles() throws IOException {
        List<Path> templates = files(folder.resolve("ntc_templates"), ".textfsm");
        assertTrue(templates.size() > 900, templates.size() + " templates");
        var refused = new ArrayList<String>();
        for (Path template : templates) {
            try {
                Template.compile(Files.readString(template));
            } catch (TemplateException e) {
                refused.add(template + ": " + e.getMessage());
            }
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void everySampleGivesTheExpectedRows() throws IOException {
        var collection = new TemplateCollection(TemplateSource.folder(folder));
        var wrong = new ArrayList<String>();
        List<Sample> samples = samples();
        for (Sample sample : samples) {
            CommandTemplate template =
                    collection.find(sample.platform(), sample.command()).orElseThrow();
            String text = new String(Files.readAllBytes(sample.raw()), StandardCharsets.UTF_8);
            JsonNode rows = JSON.valueToTree(template.parse(text).maps());
            if (!rows.equals(sample.expected())) {
                wrong.add(sample.raw() + " by " + template.name());
            }
        }
        assertTrue(samples.size() > 400, samples.size() + " samples");
        assertEquals(List.of(), wrong);
    }

    @Test
    void commandsThatAreCutShortFindTheSameTemplates() throws IOException {
        var index = TemplateIndex.read(Files.readString(folder.resolve("ntc_templates/templates/index")));
        assertEquals(index.find("cisco_ios", "show ip interface brief"), index.find("cisco_ios", "sh ip int br"));
        assertEquals(index.find("cisco_ios", "show version"), index.find("cisco_ios", "sh ver"));
        assertEquals(
                List.of("cisco_ios_show_version.textfsm"),
                index.find("cisco_ios", "sh ver").orElseThrow());
        for (Sample sample : samples()) {
            assertTrue(index.find(sample.platform(), sample.command()).isPresent(), sample.toString());
        }
        assertEquals(index.find("arista_eos", "show interfaces status"), index.find("arista_eos", "sh int stat"));
        assertEquals(
                index.find("hp_procurve", "show interfaces brief"),
                index.find("aruba_procurve", "show interfaces brief"));
        assertEquals(4, index.find("cisco_ios", "sh mod").orElseThrow().size());
        assertTrue(index.find("cisco_ios", "SHOW VERSION").isEmpty());
    }

    /** Every row that a sample leads to is found also by the shortest and by every longer way to write its command. */
    @Test
    void everyAbbreviationThatTheIndexAllowsFindsATemplate() throws IOException {
        String index = Files.readString(folder.resolve("ntc_templates/templates/index"));
        var asked = TemplateIndex.read(index);
        int tried = 0;
        for (String line : index.split("\n")) {
            String[] fields = line.split(",", -1);
            if (fields.length != 4
                    || line.matches("#.*|Template,.*")
                    || !fields[2].strip().matches("\\w+")) {
                continue;
            }
            for (int letters : new int[] {0, 1, 2, 99}) {
                String command = cut(fields[3].strip(), letters);
                if (!command.matches("[\\w /-]+")) {
                    continue; // the row has a pattern, not words alone
                }
                List<String> found = asked.find(fields[2].strip(), command).orElse(List.of());
                String wanted = String.join(":", found);
                assertTrue(isBefore(index, wanted, fields[0]), command + " of " + fields[2] + " leads to " + wanted);
                tried++;
            }
        }
        assertTrue(tried > 2_000, tried + " abbreviations");
    }

    /** The command with so many of the letters in each pair of brackets. */
    private static String cut(String command, int letters) {
        return java.util.regex.Pattern.compile("\\[\\[(.*?)]]")
                .matcher(command)
                .replaceAll(optional -> optional.group(1)
                        .substring(0, Math.min(letters, optional.group(1).length())));
    }

    /** An earlier row may match the same words; it wins, as in TextFSM's own index. */
    private static boolean isBefore(String rows, String found, String wanted) {
        return !found.isEmpty() && rows.indexOf("\n" + found + ",") <= rows.indexOf("\n" + wanted + ",");
    }

    private List<Sample> samples() throws IOException {
        return files(folder.resolve("tests"), ".raw").stream().map(Sample::of).toList();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
