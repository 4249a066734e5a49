package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The results of a thousand devices with three answers of 2 kB each, written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReportBenchmark {
    private Path folder = Path.of(".");
    private List<RunEvent> events = List.of();

    @Setup
    public void makeRun() throws IOException {
        folder = Files.createTempDirectory("muster-bench");
        String answer = "Interface GigabitEthernet0/1 is \"up\", line protocol is up\n".repeat(35);
        List<DeviceResult> ends = IntStream.range(0, 1_000)
                .mapToObj(i -> Sample.ok(
                        i, Sample.step("show a", answer), Sample.step("show b", answer), Sample.step("show c", answer)))
                .toList();
        events = Sample.events(folder, ends);
    }

    @TearDown
    public void removeFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(ReportBenchmark::remove);
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public void csv() throws IOException {
        Files.deleteIfExists(folder.resolve("results.csv"));
        Sample.tell(new CsvReport(folder, false), events);
    }

    @Benchmark
    public void json() throws IOException {
        Sample.tell(new JsonReport(folder, false), events);
    }
}
