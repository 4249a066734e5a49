package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.scope.Event;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Processes;
import dev.muster.testkit.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void theAnswersOfLinuxMacOsAndBusyBoxAreRead() {
        var linux = Ping.row("h", """
                3 packets transmitted, 2 received, 33.3333% packet loss, time 402ms
                rtt min/avg/max/mdev = 0.030/0.042/0.050/0.004 ms""");
        var mac = Ping.row("h", """
                3 packets transmitted, 3 packets received, 0.0% packet loss
                round-trip min/avg/max/stddev = 11.0/12.5/14.0/1.2 ms""");
        var busyBox = Ping.row("h", """
                3 packets transmitted, 3 packets received, 0% packet loss
                round-trip min/avg/max = 0.1/0.2/0.3 ms""");

        assertEquals(
                List.of(3, 2, 33.3, 0.042),
                List.of(linux.get("sent"), linux.get("received"), linux.get("loss"), linux.get("avg_ms")));
        assertEquals(12.5, mac.get("avg_ms"));
        assertEquals(0.3, busyBox.get("max_ms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c99", "a b", "$(id)", "x;y", "", "127.0.0.1\n-f"})
    void whatIsNoAddressNeverReachesAProgram(String host) {
        DeviceException thrown = assertThrows(DeviceException.class, () -> Ping.of(host, 1, LONG, new Event()));

        assertEquals(FailureKind.DNS, thrown.failure().kind());
    }

    @Test
    void theSystemsOwnPingGetsEchoesFromThisMachine() throws Exception {
        OpenSsh.needs("ping");

        Ping.Echoes echoes = Ping.of("127.0.0.1", 2, LONG, new Event());

        assertEquals(2, Ping.row("127.0.0.1", echoes.text()).get("received"), echoes.text());
    }

    @Test
    void theAddressStandsBehindTheEndOfTheOptions() {
        List<String> command = Ping.command("192.0.2.1", 3);

        assertEquals(List.of("--", "192.0.2.1"), command.subList(command.size() - 2, command.size()));
    }

    @Test
    void aProgramThatDoesNotEndIsKilledAtItsLimit() throws Exception {
        long begin = System.nanoTime();

        Processes.Ended ended = Processes.run(List.of("sleep", "300"), Duration.ofMillis(200), new Event());

        assertTrue(!ended.inTime() && ended.status() > 128, ended::toString);
        assertTrue(System.nanoTime() - begin < LONG.toNanos());
    }

    @Test
    void aProgramIsKilledWhenNobodyWantsItAnyMore() throws Exception {
        var end = new Event();
        end.happen();

        assertTrue(!Processes.run(List.of("sleep", "300"), LONG, end).inTime());
    }

    @Test
    void neverMoreThanItsBoundRunAtOnceAndTheyHoldNoCarrier(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("count");
        Files.writeString(
                script,
                "#!/bin/sh\ntouch " + folder + "/run.$$\nls " + folder + " | grep -c run\nrm " + folder + "/run.$$\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        var most = new AtomicInteger();
        var others = new AtomicInteger();

        try (FleetScope fleet = FleetScope.open("pings")) {
            for (int i = 0; i < 300; i++) {
                fleet.fork(() -> {
                    try {
                        String seen = Processes.run(List.of(script.toString()), LONG, new Event())
                                .output();
                        most.accumulateAndGet(Integer.parseInt(seen.strip()), Math::max);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                fleet.fork(others::incrementAndGet);
            }
            fleet.join();
        }

        assertEquals(300, others.get());
        assertTrue(most.get() > 1 && most.get() <= Processes.AT_ONCE, "at once: " + most);
    }
}
