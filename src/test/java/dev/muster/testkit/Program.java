package dev.muster.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, on the JDK of the test, started in the project's folder. */
public final class Program implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A home without known hosts, pins or settings of whoever runs the tests. */
    private static final Path HOME = Path.of("target", "test-home").toAbsolutePath();

    /** Tests in the background of a shell inherit that Ctrl-C is ignored, and so would the program. */
    private static final List<String> SIGNALS = signals();

    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * What the program left.
     *
     * @param status its exit status
     * @param out standard output
     * @param err standard error
     */
    public record Ended(int status, String out, String err) {}

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code muster} with these arguments. */
    public static Program start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts it with further options of the JVM, such as a small heap. */
    public static Program start(List<String> options, String... arguments) throws IOException {
        return start(options, Map.of(), Path.of("/dev/null"), arguments);
    }

    /** Runs it to its end with more environment, and with a file as its standard input. */
    public static Ended run(Map<String, String> environment, Path in, String... arguments) throws Exception {
        try (Program program = start(List.of(), environment, in, arguments)) {
            return program.end();
        }
    }

    private static Program start(List<String> options, Map<String, String> environment, Path in, String... arguments)
            throws IOException {
        Files.createDirectories(HOME);
        Path out = Files.createTempFile(HOME, "out", ".txt");
        Path err = Files.createTempFile(HOME, "err", ".txt");
        var builder = new ProcessBuilder(command(options, arguments))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("MUSTER_TTY", "0");
        builder.environment().put("HOME", HOME.toString());
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    private static List<String> signals() {
        List<String> reset = List.of("/usr/bin/env", "--default-signal=INT,TERM");
        try {
            Process tried = new ProcessBuilder(reset.get(0), reset.get(1), "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor() == 0 ? reset : List.of();
        } catch (IOException | InterruptedException e) {
            return List.of(); // this system's env cannot do it
        }
    }

    private static List<String> command(List<String> options, String... arguments) {
        var command = new ArrayList<String>();
        command.addAll(SIGNALS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-preview", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(options);
        command.add("-Duser.home=" + HOME);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.muster.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs {@code muster} to its end. */
    public static Ended run(String... arguments) throws Exception {
        try (Program program = start(arguments)) {
            return program.end();
        }
    }

    /** Runs a job into a folder. */
    public static Ended job(String job, Path folder, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("run", job, "--out", folder.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /** Waits for its end. */
    public Ended end() throws Exception {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end; it said: " + text(err));
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** What stands on standard error so far. */
    public String said() throws IOException {
        return text(err);
    }

    /** Sends a signal, such as INT. */
    public void signal(String name) throws Exception {
        int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + " ended with " + status);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
