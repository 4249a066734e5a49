package dev.muster.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.job.Job;
import dev.muster.job.JobCheck;
import dev.muster.job.JobFile;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks as jobs write them, on answers made up. */
final class Audited {
    private static final String STEPS = """
            steps:
              - {name: config, show: show running-config}
              - {name: table, show: show table, parse: json}
            checks:
            """;

    private final Path folder;
    private final List<StepResult> steps = new ArrayList<>();
    private EarlierRuns earlier = EarlierRuns.NONE;

    Audited(Path folder) {
        this.folder = folder;
    }

    static StepResult answer(String step, Output output) {
        return new StepResult(
                step,
                step.equals("config") ? "show running-config" : "show " + step,
                Outcome.ok(),
                output,
                Sample.START,
                Duration.ZERO,
                "");
    }

    /** The answer to `config`. */
    Audited config(String text) {
        steps.add(answer("config", Output.of(text)));
        return this;
    }

    Audited config(Output output) {
        steps.add(answer("config", output));
        return this;
    }

    /** Any step. */
    Audited step(StepResult step) {
        steps.add(step);
        return this;
    }

    /** Rows of the step `table`, as {@code column=value column=value}. */
    Audited table(String... rows) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (String row : rows) {
            var cells = new LinkedHashMap<String, @Nullable Object>();
            for (String cell : row.split(" ")) {
                cells.put(cell.split("=")[0], cell.split("=")[1]);
            }
            all.add(cells);
        }
        steps.add(answer("table", Output.of("a table")).with(Parsed.rows(all, "json")));
        return this;
    }

    Audited earlier(EarlierRuns runs) {
        earlier = runs;
        return this;
    }

    static List<Check> checks(Path folder, String checks) {
        var problems = new Problems();
        Node document = YamlFile.parse(folder.resolve("job.yaml").toString(), STEPS + checks.indent(2), problems);
        Job job = document == null ? null : JobFile.read(document, problems);
        assertEquals(List.of(), problems.all());
        return job == null
                ? List.of()
                : job.checks().stream().map(JobCheck::check).toList();
    }

    static Map<String, @Nullable Object> names(String device) {
        var names = new HashMap<String, @Nullable Object>();
        names.put("name", device);
        names.put("groups", List.of("access"));
        names.put("vars", Map.of("limit", 10L));
        names.put("device", Map.of("name", device));
        return names;
    }

    DeviceAudit.Surroundings around() {
        return new DeviceAudit.Surroundings(folder, earlier, () -> {});
    }

    DeviceResult device(int index) {
        return Sample.ok(index, steps.toArray(StepResult[]::new));
    }

    List<CheckResult> results(String checks) {
        return results(device(0), checks);
    }

    List<CheckResult> results(DeviceResult device, String checks) {
        return new DeviceAudit(names(device.device()), device, around()).results(checks(folder, checks));
    }

    /** The only result as its status and detail. */
    String of(String check) {
        List<CheckResult> results = results("- " + check);
        assertEquals(1, results.size());
        CheckResult result = results.getFirst();
        return result.status().label() + (result.detail().isEmpty() ? "" : ": " + result.detail());
    }
}
