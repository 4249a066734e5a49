package dev.muster.journal;

import dev.muster.result.RunEvent;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A journal of a hundred devices, with their results, from creation to closing; each batch of events waits for the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class JournalBenchmark {
    private static final int DEVICES = 100;
    private final List<RunEvent> ends = java.util.stream.IntStream.range(0, DEVICES)
            .<RunEvent>mapToObj(i ->
                    new RunEvent.DeviceEnded(Sample.ok(i, Sample.step("show version", "x".repeat(500)))))
            .toList();

    @Benchmark
    public long aWaitForEach() throws IOException {
        return written(1);
    }

    @Benchmark
    public long aWaitForTwenty() throws IOException {
        return written(20);
    }

    private long written(int together) throws IOException {
        Path folder = Files.createTempDirectory("muster-bench");
        try (Journal journal = Journal.create(folder, Began.of(DEVICES))) {
            for (int i = 0; i < DEVICES; i += together) {
                journal.keep(ends.subList(i, i + together));
            }
            return journal.syncs();
        } finally {
            Files.deleteIfExists(folder.resolve(Journal.NAME));
            Files.deleteIfExists(folder);
        }
    }
}
