package dev.muster.platform;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a last line is a prompt. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PromptBenchmark {
    private final PromptPattern prompt = Objects.requireNonNull(new PlatformCatalog().find("cisco_iosxe"))
            .modes()
            .getLast()
            .prompt();
    private String itself = "core-router-1.ams#";
    private String output = "  5 minute input rate 1000 bits/sec, 1 packets/sec";

    @Benchmark
    public boolean aPrompt() {
        return prompt.matches(itself);
    }

    @Benchmark
    public boolean aLineOfOutput() {
        return prompt.matches(output);
    }
}
