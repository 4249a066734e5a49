package dev.muster.cli;

import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;

/**
 * Records where a run spends its time: {@code profile.jfr} for tools such as JDK Mission Control, {@code profile.txt} for
 * reading: what devices waited for, and which part of the program used the processor.
 */
final class Profile implements RunListener, AutoCloseable {
    private static final String SAMPLES = "profile.jfr";
    private static final String SUMMARY = "profile.txt";

    private final Path folder;
    private final Console console;
    private final Recording recording = new Recording();
    private final Map<Phase, Times> phases = new EnumMap<>(Phase.class);
    private final long begin = System.nanoTime();
    private int devices;

    /** What was seen of one phase. */
    private static final class Times {
        private Duration sum = Duration.ZERO;
        private Duration longest = Duration.ZERO;
        private String device = "";

        void add(Duration time, String of) {
            sum = sum.plus(time);
            if (time.compareTo(longest) > 0) {
                longest = time;
                device = of;
            }
        }
    }

    private Profile(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /** Begins to record; the files land in the run's folder when it is closed. */
    static Profile into(Path folder, Console console) {
        var profile = new Profile(folder, console);
        Samples.enable(profile.recording);
        profile.recording.setName("muster");
        profile.recording.start();
        return profile;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.DeviceEnded ended) {
            devices++;
            ended.result()
                    .timing()
                    .phases()
                    .forEach((phase, time) -> phases.computeIfAbsent(phase, unknown -> new Times())
                            .add(time, ended.result().device()));
        }
    }

    @Override
    public void close() {
        var wall = Duration.ofNanos(System.nanoTime() - begin);
        try {
            Path samples = folder.resolve(SAMPLES);
            recording.stop();
            recording.dump(samples);
            recording.close();
            var lines = new ArrayList<String>();
            lines.addAll(process(wall));
            lines.addAll(waits());
            lines.addAll(Samples.of(samples).lines());
            Path summary = folder.resolve(SUMMARY);
            Files.write(summary, lines);
            lines.forEach(console::say);
            console.say("profile: " + summary + ", " + samples);
        } catch (IOException e) {
            console.say("warning: no profile was kept: " + Visible.line(String.valueOf(e.getMessage())));
        }
    }

    private List<String> process(Duration wall) {
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        long compiling = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "process: %.2f s of CPU since its start, %.2f ms for each of %d devices; the run took %.2f s",
                        cpu.toMillis() / 1e3,
                        devices == 0 ? 0 : (double) cpu.toMillis() / devices,
                        devices,
                        wall.toMillis() / 1e3),
                String.format(
                        Locale.ROOT,
                        "Java itself: compiling %.2f s, collecting garbage %.2f s",
                        compiling / 1e3,
                        collecting / 1e3));
    }

    private List<String> waits() {
        var lines = new ArrayList<String>();
        lines.add("what devices spent their time with, summed over all:");
        phases.forEach((phase, times) -> lines.add(String.format(
                Locale.ROOT,
                "  %-8s %9.1f s, %7.0f ms each, longest %.1f s (%s)",
                phase.name().toLowerCase(Locale.ROOT),
                times.sum.toMillis() / 1e3,
                devices == 0 ? 0 : (double) times.sum.toMillis() / devices,
                times.longest.toMillis() / 1e3,
                times.device)));
        return lines;
    }
}
