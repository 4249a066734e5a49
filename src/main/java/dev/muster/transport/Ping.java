package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Event;
import dev.muster.scope.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks an address for echoes by this machine's {@code ping}, which has the rights that Java has not. */
public final class Ping {
    /** How many echoes are asked for at most. */
    public static final int MOST = 100;

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?");
    private static final Pattern COUNTS = Pattern.compile("(\\d+) packets transmitted, (\\d+) (?:packets )?received");
    private static final Pattern TIMES = Pattern.compile("min/avg/max(?:/\\w+)? = ([\\d.]+)/([\\d.]+)/([\\d.]+)");
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i)not known|unknown host|cannot resolve|bad address|no address associated|name resolution");
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(10);

    private Ping() {}

    /**
     * What came back.
     *
     * @param received of those that were sent
     * @param least the shortest round trip in milliseconds, or null where none is known
     * @param mean their mean, or null
     * @param longest the longest, or null
     * @param text what the program printed
     */
    public record Echoes(
            String host,
            int sent,
            int received,
            @Nullable Double least,
            @Nullable Double mean,
            @Nullable Double longest,
            String text) {

        /** Lost ones of a hundred. */
        public double loss() {
            return sent == 0 ? 100 : Math.round(1000.0 * (sent - received) / sent) / 10.0;
        }

        /** As a row of results. */
        public Map<String, @Nullable Object> row() {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("host", host);
            row.put("sent", sent);
            row.put("received", received);
            row.put("loss", loss());
            row.put("min_ms", least);
            row.put("avg_ms", mean);
            row.put("max_ms", longest);
            return row;
        }

        /** In a few words, such as {@code 3/3 0.42 ms}. */
        public String summary() {
            return received + "/" + sent + (mean == null ? "" : " " + mean + " ms");
        }
    }

    /** How long so many echoes take at most. */
    public static Duration usualLimit(int count) {
        return BETWEEN.multipliedBy(count).plus(PATIENCE).plus(START);
    }

    /**
     * Asks for echoes.
     *
     * @param count 1 to {@value #MOST}
     * @param end ends it
     * @throws DeviceException when none came back
     */
    public static Echoes of(String host, int count, Duration limit, Event end)
            throws DeviceException, InterruptedException {
        if (!HOST.matcher(host).matches()) {
            throw failure(FailureKind.DNS, "`" + host + "` is neither a name nor an address", "");
        }
        try {
            Processes.Ended ended = Processes.run(command(host, count), limit, end);
            return echoes(host, ended);
        } catch (IOException e) {
            throw failure(
                    FailureKind.UNREACHABLE,
                    "this machine has no program `" + program()
                            + "` that can be run: install it (Debian: iputils-ping)",
                    "");
        }
    }

    private static String program() {
        return System.getProperty("muster.ping", "ping");
    }

    static List<String> command(String host, int count) {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        boolean six = mac && host.contains(":");
        var command = new ArrayList<>(List.of(six ? "ping6" : program(), "-n", "-c", String.valueOf(count)));
        command.addAll(List.of("-i", "0.2"));
        if (!six) { // seconds on Linux, milliseconds on macOS, and ping6 has no such option
            command.addAll(List.of("-W", String.valueOf(mac ? PATIENCE.toMillis() : PATIENCE.toSeconds())));
        }
        command.add("--");
        command.add(host);
        return command;
    }

    /** What the program printed, as a row of results; also where nothing came back. */
    public static Map<String, @Nullable Object> row(String host, String text) {
        Echoes echoes = counted(host, text);
        return (echoes == null ? new Echoes(host, 0, 0, null, null, null, text) : echoes).row();
    }

    private static @Nullable Echoes counted(String host, String text) {
        Matcher counts = COUNTS.matcher(text);
        if (!counts.find()) {
            return null;
        }
        Matcher times = TIMES.matcher(text);
        boolean timed = times.find();
        return new Echoes(
                host,
                Integer.parseInt(counts.group(1)),
                Integer.parseInt(counts.group(2)),
                timed ? Double.valueOf(times.group(1)) : null,
                timed ? Double.valueOf(times.group(2)) : null,
                timed ? Double.valueOf(times.group(3)) : null,
                text);
    }

    private static Echoes echoes(String host, Processes.Ended ended) throws DeviceException {
        String text = ended.output().strip();
        Echoes echoes = counted(host, text);
        if (echoes == null) {
            boolean unknown = UNKNOWN.matcher(text).find();
            String said = text.isEmpty()
                    ? "nothing"
                    : text.lines().reduce((first, last) -> last).orElse("");
            throw ended.inTime()
                    ? failure(
                            unknown ? FailureKind.DNS : FailureKind.UNREACHABLE,
                            unknown ? "the name `" + host + "` is not known" : "ping said: " + said,
                            text)
                    : failure(FailureKind.UNREACHABLE, "ping did not end in time", text);
        }
        if (echoes.received() == 0) {
            int sent = echoes.sent();
            throw failure(FailureKind.UNREACHABLE, "no answer to " + sent + (sent == 1 ? " ping" : " pings"), text);
        }
        return echoes;
    }

    private static DeviceException failure(FailureKind kind, String message, String text) {
        return new DeviceException(
                Failure.of(kind, Stage.STEP, message).withEvidence(null, text.isEmpty() ? null : text));
    }
}
