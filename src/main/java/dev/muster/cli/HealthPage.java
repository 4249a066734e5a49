package dev.muster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.scope.Blocking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code /health} and {@code /metrics} of a scheduler, on a loopback port. */
final class HealthPage implements AutoCloseable {
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final HttpServer server;

    private HealthPage(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves what a scheduler says of itself.
     *
     * @param port 0 for any that is free
     * @throws IOException when the port is taken
     */
    static HealthPage open(int port, Supplier<SchedulerCounts.Now> counts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.setExecutor(Blocking.virtualThreads("health"));
        server.createContext("/health", exchange -> {
            boolean stuck = counts.get().idleNanos() > STUCK.toNanos();
            answer(exchange, stuck ? 503 : 200, health(counts.get(), stuck));
        });
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics(counts.get())));
        server.start();
        return new HealthPage(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String health(SchedulerCounts.Now now, boolean stuck) {
        String next = now.next().map(Object::toString).orElse("never");
        return (stuck ? "stuck" : "ok") + "\nrunning " + now.running() + "\nnext " + next + "\n";
    }

    private static String metrics(SchedulerCounts.Now now) {
        return """
                # HELP muster_schedule_runs_started_total Runs begun.
                # TYPE muster_schedule_runs_started_total counter
                muster_schedule_runs_started_total %d
                # HELP muster_schedule_runs_ended_total Runs that have ended, by whether all was well.
                # TYPE muster_schedule_runs_ended_total counter
                muster_schedule_runs_ended_total{ok="true"} %d
                muster_schedule_runs_ended_total{ok="false"} %d
                # HELP muster_schedule_runs_skipped_total Times that cron named and that did not happen.
                # TYPE muster_schedule_runs_skipped_total counter
                muster_schedule_runs_skipped_total %d
                # HELP muster_schedule_runs_running Runs that go on now.
                # TYPE muster_schedule_runs_running gauge
                muster_schedule_runs_running %d
                # HELP muster_schedule_next_seconds When the next run is due, in seconds since 1970.
                # TYPE muster_schedule_next_seconds gauge
                muster_schedule_next_seconds %d
                """.formatted(
                        now.started(),
                        now.ok(),
                        now.notOk(),
                        now.skipped(),
                        now.running(),
                        now.next().map(java.time.Instant::getEpochSecond).orElse(0L));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
