package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.RunInfo;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is read as the collector reads it: by the text format of Prometheus, version 0.0.4. */
class MetricsFileTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\",?)*)} (-?[0-9.]+)");

    @TempDir
    Path folder;

    private Map<String, String> samples(String text) {
        var samples = new LinkedHashMap<String, String>();
        var types = new LinkedHashMap<String, String>();
        assertTrue(text.endsWith("\n"));
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", 4);
                assertTrue(List.of("gauge", "counter").contains(words[3]), line);
                assertEquals(null, types.put(words[2], words[3]), "one TYPE each");
            } else if (!line.startsWith("# HELP ")) {
                Matcher sample = SAMPLE.matcher(line);
                assertTrue(sample.matches(), line);
                String type = types.get(sample.group(1));
                assertEquals(sample.group(1).endsWith("_total") ? "counter" : "gauge", type, line);
                assertEquals(null, samples.put(sample.group(1) + "{" + sample.group(2) + "}", sample.group(3)), line);
            }
        }
        return samples;
    }

    private static MetricsFile.Moment moment() {
        var counter = new Tally.Counter();
        counter.add(Sample.ok(0, Sample.step("show clock", "14:00")));
        counter.add(Sample.failed(1, FailureKind.DNS, "no such name"));
        return new MetricsFile.Moment(counter.tally(Duration.ZERO, ""), 7, 3, Duration.ofMillis(1500), false);
    }

    @Test
    void everyFigureIsThereOnceInPrometheusForm() throws IOException {
        new MetricsFile(Sample.run(folder, 12)).write(moment());
        Map<String, String> samples = samples(Files.readString(folder.resolve("metrics.prom")));
        assertEquals("1", samples.get("muster_run_info{job=\"demo\",run=\"20261122-1\"}"));
        assertEquals("12", samples.get("muster_run_devices{job=\"demo\"}"));
        assertEquals("7", samples.get("muster_run_devices_running{job=\"demo\"}"));
        assertEquals("1", samples.get("muster_run_devices_ended_total{job=\"demo\",status=\"ok\"}"));
        assertEquals("0", samples.get("muster_run_devices_ended_total{job=\"demo\",status=\"unknown\"}"));
        assertEquals("1", samples.get("muster_run_failures_total{job=\"demo\",kind=\"dns\"}"));
        assertEquals("3", samples.get("muster_run_journal_syncs_total{job=\"demo\"}"));
        assertEquals("1.500", samples.get("muster_run_elapsed_seconds{job=\"demo\"}"));
        assertEquals("0", samples.get("muster_run_ended{job=\"demo\"}"));
    }

    @Test
    void namesFromOutsideStayInTheirQuotes() {
        RunInfo run = Sample.run(folder, 1);
        var odd = new RunInfo(run.id(), "a\"b\\c\nd", "x", folder, run.started(), 1, 1);
        Map<String, String> samples = samples(new MetricsFile(odd).text(moment()));
        assertEquals("1", samples.get("muster_run_devices{job=\"a\\\"b\\\\c\\nd\"}"));
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        String page = Files.readString(Path.of("docs/journal.md"));
        new MetricsFile(Sample.run(folder, 1))
                .text(moment())
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
    }

    @Test
    void aFolderThatTakesNothingDisturbsNobody() {
        new MetricsFile(Sample.run(folder.resolve("gone"), 1)).write(moment());
    }
}
