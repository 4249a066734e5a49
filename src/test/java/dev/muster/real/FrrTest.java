package dev.muster.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.RealRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrrTest {
    @TempDir
    Path folder;

    private static void needsRouter() {
        String obstacle = RealRouter.obstacle();
        if (!obstacle.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("CI must test against a real router: " + obstacle);
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    private Path inventory(String password, String more) throws Exception {
        Path file = folder.resolve("router.yaml");
        Files.writeString(file, """
                devices:
                  - {name: lab1, host: 127.0.0.1, port: %d, platform: frr, username: %s, password: %s, %s}
                """.formatted(RealRouter.PORT, RealRouter.ACCOUNT, password, more));
        return file;
    }

    private Program.Ended show(Path inventory, String run, String... commands) throws Exception {
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "run",
                "--devices",
                inventory.toString(),
                "--out",
                folder.resolve(run).toString()));
        arguments.addAll(java.util.List.of(commands));
        return Program.run(arguments.toArray(new String[0]));
    }

    @Test
    void showsOfARealRouterComeWholeAndAWrongCommandIsRefused() throws Exception {
        needsRouter();
        Path inventory = inventory(RealRouter.ACCOUNT, "host_key: \"off\"");
        try (RealRouter router = RealRouter.start()) {
            Program.Ended shown = show(inventory, "a", "show version", "show ip route", "show running-config");
            assertEquals(0, shown.status(), shown.err());
            assertTrue(shown.out().contains("FRRouting"), shown.out());
            assertTrue(shown.out().contains("198.51.100.1/32 is directly connected, lo"), shown.out());
            assertTrue(shown.out().contains("ip route 203.0.113.0/24 blackhole"), shown.out());
            assertTrue(shown.out().stripTrailing().endsWith("!\nend"), shown.out());

            Program.Ended wrong = show(inventory, "b", "show nonsense", "show version");
            assertEquals(1, wrong.status(), wrong.err());
            assertTrue(
                    wrong.err().contains("refused_command: `show nonsense` was rejected: % Unknown command"),
                    wrong.err());
            assertTrue(wrong.out().contains("FRRouting"), "later commands run after a refused show");
        }
        Program.Ended stopped = show(inventory, "c", "show version");
        assertEquals(1, stopped.status());
        assertTrue(stopped.err().contains("connection_refused"), stopped.err());
    }

    @Test
    void aWrongPasswordIsRefusedByARealServer() throws Exception {
        needsRouter();
        try (RealRouter router = RealRouter.start()) {
            Program.Ended ended = show(inventory("wrong", "host_key: \"off\""), "a", "show version");
            assertEquals(1, ended.status());
            assertTrue(ended.err().contains("authentication: "), ended.err());
        }
    }

    @Test
    void anUnknownHostKeyIsRefusedAndTheLineShownMakesItKnown() throws Exception {
        needsRouter();
        Path known = folder.resolve("known_hosts");
        Path inventory = inventory(RealRouter.ACCOUNT, "known_hosts: " + known);
        try (RealRouter router = RealRouter.start()) {
            Program.Ended refused = show(inventory, "a", "show version");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("host_key: "), refused.err());
            Matcher line = Pattern.compile("(\\[127\\.0\\.0\\.1]:20220 ssh-ed25519 [\\w+/=\\s]+?) \\(or")
                    .matcher(refused.err());
            assertTrue(line.find(), refused.err());
            Files.writeString(known, line.group(1).replaceAll("\\s+(?=[\\w+/=]*$)", " ") + "\n");
            Program.Ended trusted = show(inventory, "b", "show version");
            assertEquals(0, trusted.status(), trusted.err());
        }
    }
}
