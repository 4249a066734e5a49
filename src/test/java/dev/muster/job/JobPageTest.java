package dev.muster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/job-file.md} lists what is refused as not supported, no more and no less than the readers do. */
class JobPageTest {
    private final String page;

    JobPageTest() throws IOException {
        page = Files.readString(Path.of("docs/job-file.md"));
    }

    @Test
    void whatThePageCallsUnsupportedIsRefusedAsSuch() {
        for (String kind : row("steps")) {
            assertUnsupported("steps: [{" + kind + ": x}]", kind);
        }
        for (String key : row("a show step")) {
            assertUnsupported("steps: [{show: x, " + key + ": x}]", key);
        }
        for (String key : row("the job")) {
            assertUnsupported("{steps: [{show: x}], " + key + ": x}", key);
        }
    }

    private static void assertUnsupported(String job, String what) {
        var problems = new Problems();
        var document = YamlFile.parse("page", job, problems);
        if (document != null) {
            JobFile.read(document, problems);
        }
        List<String> told = problems.all().stream().map(Problem::message).toList();
        assertEquals(1, told.size(), job + told);
        assertEquals(
                "`" + what + "` is not supported in this version",
                told.get(0));
    }

    private Set<String> row(String where) {
        String rest = page.substring(page.indexOf("## Not in this version"));
        String row = rest.lines()
                .filter(line -> line.startsWith("| " + where + " |"))
                .findFirst()
                .orElseThrow();
        var names = new TreeSet<String>();
        Pattern.compile("`(\\w+)`")
                .matcher(row.substring(where.length() + 4))
                .results()
                .forEach(found -> names.add(found.group(1)));
        return names;
    }
}
