package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.testkit.Sample;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedInventoryTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("failed.yaml");
    }

    private Mapping written(List<String> from, List<DeviceResult> ends) throws IOException {
        Sample.tell(new FailedInventory(folder, from), Sample.events(folder, ends));
        var problems = new Problems();
        Node document = YamlFile.parse("failed.yaml", Files.readString(file()), problems);
        assertEquals(List.of(), problems.all());
        return (Mapping) document;
    }

    private static List<String> texts(Mapping yaml, String key) {
        return ((Sequence) Objects.requireNonNull(yaml.get(key)))
                .items().stream().map(item -> ((Scalar) item).text()).toList();
    }

    @Test
    void everyDeviceThatIsNotOkIsNamedInInventoryOrder() throws IOException {
        Mapping yaml = written(
                List.of("../inventory.yaml"),
                List.of(
                        Sample.device(3, "R4", new Outcome.Skipped("on_error: stop")),
                        Sample.device(2, "R3", new Outcome.Cancelled("Ctrl-C")),
                        Sample.ok(1, Sample.step("a", "b")),
                        Sample.device(4, "R5", new Outcome.Unknown("died")),
                        Sample.failed(0, FailureKind.DNS, "no such host")));
        assertEquals("../inventory.yaml", ((Scalar) Objects.requireNonNull(yaml.get("from"))).text());
        assertEquals(List.of("R1", "R3", "R4", "R5"), texts(yaml, "names"));
    }

    @Test
    void severalInventoriesAreAList() throws IOException {
        Mapping yaml = written(List.of("a.yaml", "b.yaml"), List.of(Sample.failed(0, FailureKind.DNS, "x")));
        assertEquals(List.of("a.yaml", "b.yaml"), texts(yaml, "from"));
    }

    @Test
    void thereIsNoFileWhenAllIsWell() throws IOException {
        Sample.tell(new FailedInventory(folder, List.of("i")), Sample.events(folder, List.of(Sample.ok(0))));
        assertFalse(Files.exists(file()));
    }

    @Test
    void oddNamesComeBackAsTheyWere() throws IOException {
        var names = new ArrayList<>(List.of(
                "no",
                "010",
                "a: b",
                "- x",
                "#1",
                "'",
                "\"",
                "\\",
                "{}",
                "",
                " ",
                "*a",
                "\u0085\u2028\ufeff",
                "😀",
                "日本"));
        var random = new Random(3);
        for (int i = 0; i < 50; i++) {
            names.add(Texts.any(random));
        }
        var ends = new ArrayList<DeviceResult>();
        for (int i = 0; i < names.size(); i++) {
            ends.add(Sample.device(i, names.get(i), new Outcome.Cancelled("x")));
        }
        assertEquals(names.stream().map(Texts::inUtf8).toList(), texts(written(List.of("i"), ends), "names"));
    }
}
