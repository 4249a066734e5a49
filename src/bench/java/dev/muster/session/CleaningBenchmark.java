package dev.muster.session;

import dev.muster.transport.ByteQueue;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A megabyte from a device, cut into clean lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CleaningBenchmark {
    private static final int MEGABYTE = 1 << 20;
    private final byte[] plain = filled("*>  10.20.30.0/24    192.0.2.1        0   100      0 65001 65002 i\r\n");
    private final byte[] coloured = filled("\u001b[32mGigabitEthernet0/1\u001b[0m  up\b\bup   1500 bytes\r\n");

    private static byte[] filled(String line) {
        return line.repeat(MEGABYTE / line.length()).getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public int plainLines() {
        return lines(plain);
    }

    @Benchmark
    public int linesWithEscapes() {
        return lines(coloured);
    }

    private static int lines(byte[] bytes) {
        var queue = new ByteQueue();
        var line = new TerminalLine();
        int lines = 0;
        for (int from = 0; from < bytes.length; from += 32_768) {
            queue.add(bytes, from, Math.min(32_768, bytes.length - from));
            while (line.feed(queue)) {
                lines += line.take().isEmpty() ? 0 : 1;
            }
        }
        return lines;
    }
}
