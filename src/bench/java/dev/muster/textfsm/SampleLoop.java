package dev.muster.textfsm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Does what a line of standard input asks, such as {@code parse 20}, {@code compile 1} or {@code look 5}; answers with the
 * processor time of the whole process, the wall time, both in nanoseconds for each time, and how many rows one time gave.
 * {@code src/bench/beside_python.py} talks to it.
 */
final class SampleLoop {
    private final Samples samples;
    private final List<CommandTemplate> compiled;
    private final TemplateIndex index;

    private SampleLoop(Samples samples) {
        this.samples = samples;
        compiled = samples.all().stream().map(Samples.Sample::compiled).toList();
        index = TemplateIndex.read(samples.index());
    }

    public static void main(String[] args) throws IOException {
        var loop = new SampleLoop(Samples.read(Path.of(args[0])));
        System.out.println("ready " + loop.samples.all().size() + " " + loop.samples.characters());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long cpu = cpu();
            long wall = System.nanoTime();
            int times = Integer.parseInt(line.split(" ")[1]);
            long rows = 0;
            for (int i = 0; i < times; i++) {
                rows = loop.round(line.split(" ")[0]);
            }
            long took = System.nanoTime() - wall;
            System.out.println((cpu() - cpu) / times + " " + took / times + " " + rows);
        }
    }

    private long round(String what) {
        return switch (what) {
            case "parse" -> parse();
            case "compile" ->
                samples.all().stream()
                        .mapToLong(sample -> sample.compiled().templates().size())
                        .sum();
            case "look" -> samples.all().stream().mapToLong(this::look).sum();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private long parse() {
        long rows = 0;
        for (int i = 0; i < compiled.size(); i++) {
            rows += compiled.get(i).parse(samples.all().get(i).output()).maps().size();
        }
        return rows;
    }

    private long look(Samples.Sample sample) {
        return index.find(sample.platform(), sample.command()).orElseThrow().size();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
