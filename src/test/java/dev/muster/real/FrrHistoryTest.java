package dev.muster.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.testkit.MailServer;
import dev.muster.testkit.Program;
import dev.muster.testkit.RealRouter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that changes on a real router: seen by diff, committed to git, told by mail. */
class FrrHistoryTest {
    @TempDir
    Path folder;

    private Program.Ended run(String job, String text, String into) throws Exception {
        Path file = Files.writeString(folder.resolve(job), text.formatted(RealRouter.PORT, RealRouter.ACCOUNT));
        return Program.run("run", file.toString(), "--out", folder.resolve(into).toString());
    }

    @Test
    void aChangeOnARealRouterIsInTheDiffInTheRepositoryAndInTheMail() throws Exception {
        assumeTrue(RealRouter.obstacle().isEmpty(), RealRouter.obstacle());
        String devices = "devices: [{name: lab1, host: 127.0.0.1, port: %1$d, platform: frr, username: %2$s,"
                + " password: %2$s, host_key: \"off\"}]\n";
        try (RealRouter router = RealRouter.start();
                MailServer mail = MailServer.inClear()) {
            String backup = "name: frr-backup\n" + devices + "steps: [{show: show running-config}]\n"
                    + "backup: {repository: configs, of: show running-config}\n"
                    + "notify: {email: {smtp: \"127.0.0.1:" + mail.port()
                    + "\", tls: none, from: a@example.net, to: noc@example.net}, when: always}\n";
            String change = devices + "steps: [{configure: [ip route 192.0.2.128/25 blackhole]}]\n";
            assertEquals(0, run("backup.yaml", backup, "a").status());
            Program.Ended changed = run("change.yaml", change, "change");
            assertEquals(0, changed.status(), changed.err());
            Program.Ended second = run("backup.yaml", backup, "b");
            assertEquals(0, second.status(), second.err());
            Program.Ended diff = Program.run(
                    "diff", folder.resolve("a").toString(), folder.resolve("b").toString());
            assertEquals(1, diff.status(), diff.err());
            assertTrue(diff.out().contains("+ip route 192.0.2.128/25 blackhole"), diff.out());
            assertTrue(git("log", "-p", "-1").contains("\n+ip route 192.0.2.128/25 blackhole"), git("log", "-p", "-1"));
            assertEquals("2", git("rev-list", "--count", "HEAD").strip());
            assertEquals(2, mail.mails().size());
        }
    }

    private String git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(
                java.util.List.of("git", "-C", folder.resolve("configs").toString()));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
