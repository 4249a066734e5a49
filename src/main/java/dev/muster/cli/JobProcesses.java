package dev.muster.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs of jobs as processes of their own: one that fails or needs much memory harms no other. */
final class JobProcesses {
    private final List<String> program;
    private final Map<String, Running> running = new LinkedHashMap<>();

    private record Running(Process process, long begun) {}

    /** How a run has ended. */
    record Ended(String job, int status, Duration elapsed) {}

    /** @param program how Muster is started, without arguments */
    JobProcesses(List<String> program) {
        this.program = List.copyOf(program);
    }

    /** The program that this process is, as its launcher started it where there was one. */
    static JobProcesses ofThisProgram(Map<String, String> environment) {
        String launcher = environment.get("MUSTER_LAUNCHER");
        if (launcher != null) {
            return new JobProcesses(List.of(launcher));
        }
        return new JobProcesses(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-preview",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    }

    /** Starts the run of a job; what it says goes where this process's words go. */
    void start(String job, List<String> options) throws IOException {
        if (running.containsKey(job)) {
            throw new IOException("its run before still goes on");
        }
        var command = new ArrayList<>(program);
        command.addAll(List.of("run", job, "--quiet"));
        command.addAll(options);
        var builder = new ProcessBuilder(command);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        running.put(job, new Running(builder.start(), System.nanoTime()));
    }

    /** Asks a run to end, as a SIGTERM does. */
    void end(String job) {
        Running run = running.get(job);
        if (run != null) {
            run.process.destroy();
        }
    }

    /** The jobs that run now. */
    List<String> running() {
        return List.copyOf(running.keySet());
    }

    /** The runs that have ended since the last time. */
    List<Ended> ended() {
        var ended = new ArrayList<Ended>();
        running.forEach((job, run) -> {
            if (!run.process.isAlive()) {
                ended.add(new Ended(job, run.process.exitValue(), Duration.ofNanos(System.nanoTime() - run.begun)));
            }
        });
        ended.forEach(each -> running.remove(each.job()));
        return ended;
    }

    /** Ends what still runs: asked first, then killed. */
    void endAll(Duration patience) throws InterruptedException {
        running.values().forEach(run -> run.process.destroy());
        for (Running run : running.values()) {
            if (!run.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                run.process.destroyForcibly().waitFor();
            }
        }
    }
}
