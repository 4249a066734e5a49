package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.MailServer;
import dev.muster.testkit.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known of runs after they have ended: differences, history, configurations in git, mail. */
class RunsOverTimeTest {
    private static final String BACKUP = """
            name: over-time
            inventory: inventory.yaml
            steps:
              - show: show running-config
              - {show: show ip interface brief, parse: textfsm}
            backup:
              repository: configs
              of: show running-config
              ignore: ['^Current configuration']
            """;
    private static final String CHANGE = """
            inventory: inventory.yaml
            steps: [{configure: [interface Loopback300, ip address 10.99.9.9 255.255.255.0]}]
            """;

    @TempDir
    Path folder;

    private KilledRuns runs;

    @BeforeEach
    void prepare() throws Exception {
        runs = new KilledRuns(folder);
        runs.lab(2, Duration.ZERO);
    }

    @AfterEach
    void closeLab() {
        runs.close();
    }

    private int run(String job, String into) throws Exception {
        return runs.muster("run", runs.job(job), "--quiet", "--out", folder.resolve(into));
    }

    private String git(String... arguments) throws Exception {
        var command =
                new ArrayList<>(List.of("git", "-C", folder.resolve("configs").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }

    @Test
    void aChangeBetweenTwoRunsIsSeenInDiffInHistoryAndInGit() throws Exception {
        assertEquals(0, run(BACKUP, "a"), runs.err);
        assertEquals(0, runs.muster("diff", folder.resolve("a"), folder.resolve("a")), runs.err);
        assertEquals(0, run(CHANGE, "change"), runs.err);
        assertEquals(0, runs.muster("run", runs.job(BACKUP), "--out", folder.resolve("b")), runs.err);
        assertTrue(runs.err.contains("backup: 2 configurations changed, commit "), runs.err);

        assertEquals(1, runs.muster("diff", "--last", "over-time"), runs.err);
        assertTrue(runs.out.contains("+ ip address 10.99.9.9 255.255.255.0"), runs.out);
        assertTrue(runs.out.contains("~ interface=Loopback300: ip_address 10.30.3.3 -> 10.99.9.9"), runs.out);
        assertTrue(runs.out.endsWith("2 changed, 0 the same\n"), runs.out);
        assertEquals(1, runs.muster("diff", "last", "--device", "R1", "--json"), runs.err);
        JsonNode json = new JsonMapper().readTree(runs.out);
        assertEquals(1, json.get("devices").size());
        assertEquals("over-time", json.get("before").get("job").asString());
        assertEquals(
                0, runs.muster("diff", "last", "--ignore", "Current conf|ip address|ip_address|Loopback300"), runs.out);

        Path database = folder.resolve("h").resolve("history.db");
        assertEquals(0, runs.muster("history", folder.resolve("job.yaml"), "--database", database), runs.err);
        assertTrue(runs.out.contains("100%  -       2"), runs.out);
        assertTrue(runs.out.contains("  R1  show running-config, show ip interface brief"), runs.out);
        assertEquals(0, runs.muster("history", "--device", "R2", "--json", "--database", database), runs.err);
        assertEquals(3, new JsonMapper().readTree(runs.out).get("runs").size());

        assertEquals("2", git("rev-list", "--count", "HEAD"));
        assertTrue(git("log", "-p", "-1").contains("\n+ ip address 10.99.9.9 255.255.255.0"));
        assertEquals("", git("status", "--short"));
    }

    @Test
    void aKilledRunCommitsOnceWhenItIsGoneOnWith() throws Exception {
        runs.close();
        runs.lab(6, Duration.ofMillis(200));
        Path job = runs.job(BACKUP.replace(", parse: textfsm", "") + "run: {max_workers: 2}\n");
        runs.killed(job, 2);
        assertEquals(0, runs.muster("resume", runs.run), runs.err);
        assertEquals("1", git("rev-list", "--count", "HEAD"));
        assertEquals(6, git("ls-files").lines().count());
        assertEquals(0, runs.muster("resume", runs.run), runs.err);
        assertEquals("1", git("rev-list", "--count", "HEAD"));
    }

    @Test
    void aRunThatDiedAfterItsLastDeviceCommitsAndTellsWhenItIsResumed() throws Exception {
        try (MailServer mail = MailServer.inClear()) {
            String notify =
                    "notify: {email: {smtp: '127.0.0.1:%d', tls: none, from: a@example.net, to: b@example.net}}\n";
            assertEquals(
                    0, run(BACKUP + notify.formatted(mail.port()).replace("}}", "}, when: always}"), "run"), runs.err);
            Path journal = runs.run.resolve("journal.jsonl");
            List<String> lines = Files.readAllLines(journal);
            int end = lines.size() - 1;
            assertTrue(lines.get(end).contains("\"is\":\"ended\""), lines.get(end));
            Files.write(journal, lines.subList(0, end));
            Files.move(folder.resolve("configs"), folder.resolve("of the first time"));

            assertEquals(0, runs.muster("resume", runs.run), runs.err);

            assertEquals("R1.cfg\nR2.cfg", git("ls-files"));
            assertEquals(2, mail.mails().size());
            assertEquals(0, runs.muster("resume", runs.run), runs.err);
            assertEquals("1", git("rev-list", "--count", "HEAD"));
            assertEquals(2, mail.mails().size(), "once is enough");
        }
    }

    @Test
    void aRepositoryThatCannotBeUsedIsToldBeforeAnybodyIsContacted() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("configs")).resolve("x"), "");
        assertEquals(2, run(BACKUP, "a"));
        assertTrue(runs.err.contains("backup: " + folder.resolve("configs") + ": is no git repository"), runs.err);
        assertEquals(0, runs.lab.stats().logins());
    }

    @Test
    void aRehearsalKeepsNothingAndTellsNobody() throws Exception {
        Path job = runs.job(BACKUP + "notify: {webhook: \"http://127.0.0.1:9/\", when: always}\n");
        Path out = folder.resolve("a");
        assertEquals(0, runs.muster("run", job, "--against", "lab", "--out", out), runs.err);
        assertTrue(runs.err.contains("a rehearsal: nothing goes to the job's backup"), runs.err);
        assertFalse(runs.err.contains("not sent:"), runs.err);
        assertTrue(Files.notExists(folder.resolve("configs")));
    }

    @Test
    void peopleAreToldOfTheEndAndATroubleWithThatLeavesTheStatusAlone() throws Exception {
        try (MailServer mail = MailServer.inClear()) {
            String notify = """
                    notify:
                      - email: {smtp: "127.0.0.1:%d", tls: none, from: a@example.net, to: noc@example.net}
                        when: [failed, recovered]
                    """.formatted(mail.port());
            String job = "name: told\ninventory: inventory.yaml\nsteps: [{show: %s}]\n";
            assertEquals(0, run(job.formatted("show clock") + notify, "a"), runs.err);
            assertEquals(0, mail.mails().size());
            assertEquals(1, run(job.formatted("show nonsense") + notify, "b"), runs.err);
            assertTrue(
                    mail.mails().getFirst().contains("Subject: told: 2 of 2 devices not ok"),
                    mail.mails().toString());
            assertEquals(0, run(job.formatted("show clock") + notify, "c"), runs.err);
            assertTrue(
                    mail.mails().get(1).contains("Subject: told: all 2 devices ok"),
                    mail.mails().toString());
            String refused = notify.replace("noc@", "nobody@");
            assertEquals(1, run(job.formatted("show nonsense") + refused, "d"), runs.err);
            assertTrue(runs.err.contains("notification not sent: email to nobody@example.net: "), runs.err);
            assertEquals(0, runs.muster("status", folder.resolve("d")), runs.err);
            assertTrue(runs.out.contains("note     notification not sent: email to nobody@example.net"), runs.out);
        }
    }

    @Test
    void wrongCommandLinesAreToldWithWhatWasMeant() throws Exception {
        assertEquals(2, runs.muster("diff"));
        assertTrue(runs.err.contains("name two runs"), runs.err);
        assertEquals(0, run("name: over-time\ninventory: inventory.yaml\nsteps: [{show: show clock}]\n", "a"));
        assertEquals(2, runs.muster("diff", "--last", "over-tme"));
        assertTrue(runs.err.contains("did you mean `over-time`?"), runs.err);
        assertEquals(2, runs.muster("diff", "--last", "over-time"));
        assertTrue(runs.err.contains("has only one run that ended"), runs.err);
        assertEquals(2, runs.muster("diff", "last", "last", "--device", "R3"));
        assertTrue(runs.err.contains("did you mean `R"), runs.err);
        assertEquals(2, runs.muster("diff", "last", "last", "--ignore", "("));
        assertTrue(runs.err.contains("is not a regular expression"), runs.err);
        Path database = folder.resolve("h.db");
        assertEquals(2, runs.muster("history", "--prune", "--keep", "soon", "--database", database));
        assertTrue(runs.err.contains("needs a time such as 90d"), runs.err);
    }

    @Test
    void foldersOutsideOfReportsAreLeftAloneAndRowsAreForgotten() throws Exception {
        String job = "name: over-time\ninventory: inventory.yaml\nsteps: [{show: show clock}]\n";
        assertEquals(0, run(job, "a"));
        assertEquals(0, run(job, "b"));
        Path database = folder.resolve("h.db");
        String keep = "1";
        assertEquals(
                1,
                runs.muster(
                        "history", "over-time", "--prune", "--keep", keep, "--runs", "--yes", "--database", database));
        assertTrue(runs.err.contains("lies outside reports/"), runs.err);
        assertTrue(Files.exists(folder.resolve("a").resolve("journal.jsonl")));
        assertEquals(0, runs.muster("history", "over-time", "--prune", "--keep", keep, "--database", database));
        assertTrue(runs.err.contains("1 run forgotten"), runs.err);
        assertEquals(0, runs.muster("history", "over-time", "--json", "--database", database));
        assertEquals(1, new JsonMapper().readTree(runs.out).get("runs").size());
        assertEquals(2, new Results(folder.resolve("a")).devices().size());
    }
}
