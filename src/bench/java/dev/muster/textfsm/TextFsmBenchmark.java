package dev.muster.textfsm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All samples of the collection in the folder {@code muster.ntc} once: their templates, their look-ups, their outputs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TextFsmBenchmark {
    private List<Samples.Sample> samples = List.of();
    private List<CommandTemplate> templates = List.of();
    private TemplateIndex index = TemplateIndex.read("Template, Platform, Command");
    private String text = "";

    @Setup
    public void read() throws IOException {
        Samples read = Samples.read(Path.of(System.getProperty("muster.ntc", "../shared/ntc")));
        samples = read.all();
        templates = samples.stream().map(Samples.Sample::compiled).toList();
        text = read.index();
        index = TemplateIndex.read(text);
    }

    @Benchmark
    public long compile() {
        return samples.stream()
                .mapToLong(sample -> sample.compiled().templates().size())
                .sum();
    }

    @Benchmark
    public TemplateIndex readIndex() {
        return TemplateIndex.read(text);
    }

    @Benchmark
    public long lookUp() {
        return samples.stream()
                .filter(sample ->
                        index.find(sample.platform(), sample.command()).isPresent())
                .count();
    }

    @Benchmark
    public long parse() {
        long rows = 0;
        for (int i = 0; i < samples.size(); i++) {
            rows += templates.get(i).parse(samples.get(i).output()).maps().size();
        }
        return rows;
    }
}
