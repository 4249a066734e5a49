package dev.muster.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Which part of the program used the processor, by samples of what its threads were doing.
 *
 * @param count how many samples
 * @param parts samples by part
 */
record Samples(int count, Map<String, Integer> parts) {
    /** Since JDK 25 on Linux by CPU time, else by a look at some threads every 10 ms. */
    private static final String BY_CPU = "jdk.CPUTimeSample";

    private static final String BY_CLOCK = "jdk.ExecutionSample";

    /** From the most telling to the least; the first prefix that fits one of a sample's frames, from the top, names it. */
    private static final List<Map.Entry<String, String>> PARTS = List.of(
            Map.entry("sun.security.", "cryptography"),
            Map.entry("com.sun.crypto.", "cryptography"),
            Map.entry("javax.crypto.", "cryptography"),
            Map.entry("java.math.", "cryptography"),
            Map.entry("org.bouncycastle.", "cryptography"),
            Map.entry("java.net.", "network"),
            Map.entry("sun.nio.ch.Net", "network"),
            Map.entry("sun.nio.ch.Socket", "network"),
            Map.entry("sun.nio.ch.NioSocket", "network"),
            Map.entry("sun.nio.ch.EPoll", "network"),
            Map.entry("sun.nio.ch.Poller", "network"),
            Map.entry("org.apache.sshd.", "SSH"),
            Map.entry("dev.muster.transport.", "transport"),
            Map.entry("dev.muster.session.", "session"),
            Map.entry("dev.muster.textfsm.", "parsing"),
            Map.entry("dev.muster.parse.", "parsing"),
            Map.entry("dev.muster.journal.", "journal"),
            Map.entry("dev.muster.report.", "reports"),
            Map.entry("org.apache.commons.csv.", "reports"),
            Map.entry("dev.muster.plan.", "reading the job"),
            Map.entry("dev.muster.job.", "reading the job"),
            Map.entry("dev.muster.inventory.", "reading the job"),
            Map.entry("dev.muster.expression.", "templates"),
            Map.entry("com.hubspot.", "templates"),
            Map.entry("dev.muster.run.", "run"),
            Map.entry("dev.muster.cli.", "command line"),
            Map.entry("dev.muster.lab.", "simulated devices"),
            Map.entry("java.lang.VirtualThread", "switching threads"),
            Map.entry("java.util.concurrent.ForkJoin", "switching threads"));

    /** Has a recording take samples. */
    static void enable(Recording recording) {
        recording.enable(BY_CPU).with("throttle", "2ms").withStackTrace();
        recording.enable(BY_CLOCK).withPeriod(Duration.ofMillis(10)).withStackTrace();
    }

    static Samples of(Path recording) throws IOException {
        var byCpu = new HashMap<String, Integer>();
        var byClock = new HashMap<String, Integer>();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case BY_CPU -> byCpu.merge(part(event.getStackTrace()), 1, Integer::sum);
                    case BY_CLOCK -> byClock.merge(part(event.getStackTrace()), 1, Integer::sum);
                    default -> {
                        // only these two were asked for
                    }
                }
            }
        }
        Map<String, Integer> parts = byCpu.isEmpty() ? byClock : byCpu;
        return new Samples(parts.values().stream().mapToInt(Integer::intValue).sum(), parts);
    }

    private static String part(RecordedStackTrace trace) {
        if (trace != null) {
            for (RecordedFrame frame : trace.getFrames()) {
                String type = frame.getMethod().getType().getName();
                for (Map.Entry<String, String> part : PARTS) {
                    if (type.startsWith(part.getKey())) {
                        return part.getValue();
                    }
                }
            }
        }
        return "other";
    }

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("what used the processor, by " + count + " samples of Java code:");
        parts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(part -> lines.add(
                        String.format(Locale.ROOT, "  %4.1f %% %s", 100.0 * part.getValue() / count, part.getKey())));
        return lines;
    }
}
