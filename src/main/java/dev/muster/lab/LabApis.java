package dev.muster.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The HTTP ports of a lab's devices, each opened when it is first asked for. */
final class LabApis implements AutoCloseable {
    private final Map<String, LabApi> open = new ConcurrentHashMap<>();

    int port(Station station, Bench bench, Executor threads) {
        return open.computeIfAbsent(station.device().hostname(), name -> start(station, bench, threads))
                .port();
    }

    private static LabApi start(Station station, Bench bench, Executor threads) {
        try {
            return new LabApi(station, bench, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no HTTP port for " + station.device().hostname(), e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(LabApi::close);
    }
}
