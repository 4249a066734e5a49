package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** B26: pings from here, with a program in the place of ping that answers for all but addresses ending in 9. */
class ReachabilityTest {
    @TempDir
    private Path temp;

    private List<String> standIn = List.of();

    @BeforeEach
    void program() throws Exception {
        Path ping = Files.writeString(temp.resolve("ping"), """
                #!/bin/sh
                for last; do :; done
                case "$last" in
                  *.9) echo "3 packets transmitted, 0 received, 100% packet loss, time 400ms"; exit 1;;
                esac
                echo "3 packets transmitted, 3 received, 0% packet loss, time 402ms"
                echo "rtt min/avg/max/mdev = 0.030/0.042/0.050/0.004 ms"
                """);
        Files.setPosixFilePermissions(ping, PosixFilePermissions.fromString("rwx------"));
        standIn = List.of("-Dmuster.ping=" + ping);
    }

    @Test
    void b26APingStepNeedsNoSessionAndGivesRows() throws Exception {
        Path run = temp.resolve("run");
        try (Program program = Program.start(standIn, "run", "jobs/book/b26-ping.yaml", "--out", run.toString())) {
            Program.Ended ended = program.end();
            assertEquals(1, ended.status(), ended.err());
        }
        JsonNode reached = new Results(run).device("R1");
        JsonNode lost = new Results(run).device("R9");

        assertEquals("ok", reached.get("status").asString());
        assertEquals(0.0, reached.at("/steps/0/rows/0/loss").asDouble());
        assertEquals(0.042, reached.at("/steps/0/rows/0/avg_ms").asDouble());
        assertEquals("ping 192.168.100.1", reached.at("/steps/0/command").asString());
        assertEquals("unreachable", lost.at("/failure/kind").asString());
        assertEquals(100.0, lost.at("/steps/0/rows/0/loss").asDouble());
    }

    @Test
    void b26AddressesAreCheckedByPing() throws Exception {
        try (Program program = Program.start(standIn, "check", "192.168.100.1-10", "--ping", "--format", "csv")) {
            Program.Ended ended = program.end();
            assertEquals(1, ended.status(), ended.err());
            assertEquals(11, ended.out().lines().count());
            assertTrue(
                    ended.out().contains("192.168.100.9,192.168.100.9,ping,failed,unreachable,no answer to 3 pings,"),
                    ended.out());
            assertTrue(ended.out().contains("192.168.100.1,192.168.100.1,ping,ok,,3/3 0.042 ms,"), ended.out());
        }
    }
}
