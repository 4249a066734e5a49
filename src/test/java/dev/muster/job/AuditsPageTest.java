package dev.muster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckStatus;
import dev.muster.result.Severity;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/audits.md} lists the keys of a check, no more and no less than the reader knows. */
class AuditsPageTest {
    private final String page;

    AuditsPageTest() throws IOException {
        page = Files.readString(Path.of("docs/audits.md"));
    }

    private Set<String> table(String head) {
        String rest = page.substring(page.indexOf(head));
        String table = rest.substring(0, rest.indexOf("\n\n"));
        var names = new TreeSet<String>();
        Pattern.compile("(?m)^\\| `(\\w+)`").matcher(table).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    @Test
    void theTablesHaveEveryKey() {
        assertEquals(new TreeSet<>(ExpectationReader.KINDS), table("| kind |"));
        var problems = new Problems();
        String keys = String.join(
                ", ", table("| key |").stream().map(key -> key + ": x").toList());
        var job = YamlFile.parse("page", "{steps: [{show: x}], checks: [{" + keys + ", zzzzzzzzzzzz: 1}]}", problems);
        JobFile.read(Objects.requireNonNull(job), problems);
        String unknown = problems.all().stream()
                .map(Problem::message)
                .filter(message -> message.startsWith("unknown key"))
                .reduce("", String::concat);
        assertEquals("unknown key `zzzzzzzzzzzz`", unknown.replaceFirst(";.*", ""), "each key of the table is known");
        assertEquals(known(), table("| key |"));
    }

    /** What the reader asks a check for, besides kinds. */
    private static Set<String> known() {
        var problems = new Problems();
        var check = YamlFile.parse("x", "{checks: [{zz: 1}]}", problems);
        new ChecksReader(problems, List.of())
                .checks(Objects.requireNonNull(Fields.of(Objects.requireNonNull(check), problems, "a job")));
        String told = problems.all().getFirst().message();
        var known = new TreeSet<>(List.of(told.replaceFirst("^.*; known: ", "").split(", ")));
        known.removeAll(ExpectationReader.KINDS);
        return known;
    }

    @Test
    void everyStatusAndSeverityIsNamed() {
        Stream.of(CheckStatus.values()).forEach(status -> assertTrue(page.contains("\n| `" + status.label() + "` | ")));
        Stream.of(Severity.values()).forEach(severity -> assertTrue(page.contains("`" + severity.label() + "`")));
    }
}
