package dev.muster.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd how a service does, see sd_notify(3), by its own program {@code systemd-notify}: Java has no datagram sockets
 * of the local kind. Elsewhere it tells nobody.
 */
final class Systemd {
    private final boolean listens;
    private final Optional<Duration> watchdog;
    private long lastTold;

    private Systemd(boolean listens, Optional<Duration> watchdog) {
        this.listens = listens;
        this.watchdog = watchdog;
    }

    static Systemd of(Map<String, String> environment) {
        String period = environment.getOrDefault("WATCHDOG_USEC", "");
        return new Systemd(
                environment.containsKey("NOTIFY_SOCKET"),
                period.matches("\\d{1,15}")
                        ? Optional.of(Duration.ofNanos(Long.parseLong(period) * 1000))
                        : Optional.empty());
    }

    void ready(String status) {
        tell("--ready", "--status=" + status);
        lastTold = System.nanoTime();
    }

    void stopping() {
        tell("STOPPING=1");
    }

    /** Says that all is well, three times within the period after which systemd would start the service anew. */
    void alive() {
        if (watchdog.isPresent()
                && System.nanoTime() - lastTold > watchdog.get().toNanos() / 3) {
            tell("WATCHDOG=1");
            lastTold = System.nanoTime();
        }
    }

    private void tell(String... words) {
        if (!listens) {
            return;
        }
        var command = new ArrayList<>(
                List.of("systemd-notify", "--pid=" + ProcessHandle.current().pid()));
        command.addAll(List.of(words));
        try {
            Process told = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            told.getOutputStream().close();
        } catch (IOException e) {
            return; // then systemd sees a service that never says it is ready, and its log says so
        }
    }
}
