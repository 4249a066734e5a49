package dev.muster.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plan.PlannedBackup;
import dev.muster.plan.PlannedBackup.Place;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is looked at with the program git, as its users do. */
class ConfigBackupTest {
    @TempDir
    Path folder;

    private Path repository;
    private PlannedBackup plan;

    @BeforeEach
    void begin() {
        repository = folder.resolve("configs");
        plan = plan("ams/R1.cfg", "ams/R2.cfg");
    }

    private PlannedBackup plan(String... files) {
        var places = new LinkedHashMap<String, Place>();
        for (int i = 0; i < files.length; i++) {
            places.put("R" + (i + 1), new Place(files[i], List.of(Pattern.compile("^enable secret (\\S+)"))));
        }
        return new PlannedBackup(
                repository,
                "show running-config",
                places,
                List.of(Pattern.compile("^! Last")),
                "Ops <ops@example.net>",
                null);
    }

    /** A device that was asked just now. */
    private static DeviceResult config(int index, String... lines) {
        return Sample.ok(
                index,
                new StepResult(
                        "show running-config",
                        "show running-config",
                        Outcome.ok(),
                        Output.of(String.join("\n", lines) + "\n"),
                        Instant.now(),
                        Duration.ofMillis(5),
                        ""));
    }

    /** What it says in the end. */
    private String run(DeviceResult... results) throws IOException {
        ConfigBackup backup = ConfigBackup.open(plan);
        Sample.tell(backup, Sample.events(folder, List.of(results)));
        return backup.done();
    }

    @Test
    void whatWasKeptIsSaid() throws Exception {
        String said = run(config(0, "one"), config(1, "two"));
        assertEquals("2 new, commit " + git("rev-parse", "--short=8", "HEAD") + " in " + repository, said);
        assertEquals("no configuration changed in " + repository, run(config(0, "one"), config(1, "two")));
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }

    private int commits() throws Exception {
        return Integer.parseInt(git("rev-list", "--count", "HEAD"));
    }

    @Test
    void theFirstRunMakesARepositoryOfItsOwnerWithAFileForEachDevice() throws Exception {
        run(config(0, "hostname R1"), config(1, "hostname R2"));
        assertEquals("ams/R1.cfg\nams/R2.cfg", git("ls-files"));
        assertEquals("hostname R1", git("show", "HEAD:ams/R1.cfg"));
        assertEquals("Ops <ops@example.net>", git("log", "-1", "--format=%an <%ae>"));
        assertEquals("demo: 2 new", git("log", "-1", "--format=%s"));
        assertTrue(git("log", "-1", "--format=%b").endsWith("Muster-Run: 20261122-1"));
        assertEquals("", git("status", "--short"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(repository)));
        git("fsck", "--strict");
    }

    @Test
    void aChangeIsOneCommitThatShowsItAndNoChangeIsNone() throws Exception {
        run(config(0, "hostname R1", "ntp server 1"), config(1, "hostname R2"));
        run(config(0, "hostname R1", "ntp server 1"), config(1, "hostname R2"));
        assertEquals(1, commits());
        run(config(0, "hostname R1", "ntp server 2"), config(1, "hostname R2"));
        assertEquals(2, commits());
        assertEquals("demo: 1 configuration changed", git("log", "-1", "--format=%s"));
        assertTrue(git("log", "-1", "--format=%b").startsWith("R1  ams/R1.cfg  +1 -1"));
        String patch = git("log", "-p", "-1");
        assertTrue(patch.contains("\n-ntp server 1\n+ntp server 2"), patch);
        assertEquals("", git("status", "--short"));
    }

    @Test
    void linesThatAreIgnoredMakeNoChangeButComeAlongWithOne() throws Exception {
        run(config(0, "! Last change 1", "ntp 1"));
        run(config(0, "! Last change 2", "ntp 1"));
        assertEquals(1, commits());
        run(config(0, "! Last change 3", "ntp 2"));
        assertEquals("! Last change 3\nntp 2", git("show", "HEAD:ams/R1.cfg"));
    }

    @Test
    void secretsNeverReachTheRepository() throws Exception {
        run(config(0, "enable secret geheim5", "ntp 1"));
        assertEquals("enable secret <removed>\nntp 1", git("show", "HEAD:ams/R1.cfg"));
        assertEquals("", git("log", "-p", "-S", "geheim5"));
        run(config(0, "enable secret other", "ntp 1"));
        assertEquals(1, commits());
    }

    @Test
    void aDeviceThatFailedKeepsItsFileAndIsNamed() throws Exception {
        run(config(0, "one"), config(1, "two"));
        run(config(0, "changed"), Sample.failed(1, FailureKind.AUTHENTICATION, "no"));
        assertEquals("two", git("show", "HEAD:ams/R2.cfg"));
        assertTrue(git("log", "-1", "--format=%b").contains("Not read, as it was: R2"));
    }

    @Test
    void namesFromOutsideNeverLeaveTheRepository() throws Exception {
        plan = plan("../../etc/R1.cfg", ".git/config");
        run(config(0, "one"), config(1, "two"));
        for (String file : git("-c", "core.quotepath=false", "ls-files").split("\n")) {
            assertFalse(file.contains("..") || file.startsWith(".git"), file);
            assertTrue(Files.isRegularFile(repository.resolve(file)), file);
        }
        assertTrue(Files.notExists(folder.resolve("etc")));
    }

    @Test
    void aLinkInTheRepositoryIsNotFollowed() throws Exception {
        run(config(0, "one"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        git("rm", "-q", "-r", "ams");
        Files.createSymbolicLink(repository.resolve("ams"), elsewhere);
        git("add", "ams");
        git("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "-m", "a link");
        assertThrows(IOException.class, () -> run(config(0, "two")));
        try (var inside = Files.list(elsewhere)) {
            assertEquals(0, inside.count());
        }
    }

    @Test
    void aRepositoryWithChangesOfSomebodyElseIsRefusedBeforeTheRun() throws Exception {
        run(config(0, "one"));
        Files.writeString(repository.resolve("ams/R1.cfg"), "edited by hand\n");
        IOException refused = assertThrows(IOException.class, () -> ConfigBackup.open(plan));
        assertTrue(refused.getMessage().contains("has changes that are not committed: ams/R1.cfg"), refused.toString());
    }

    @Test
    void aFileThatGitDoesNotKnowIsRefusedOnlyWhereItWouldBeOverwritten() throws Exception {
        run(config(0, "one"));
        Files.writeString(repository.resolve("README"), "notes\n");
        ConfigBackup.open(plan);
        Files.writeString(repository.resolve("ams/R2.cfg"), "by hand\n");
        IOException refused = assertThrows(IOException.class, () -> ConfigBackup.open(plan));
        assertTrue(refused.getMessage().contains("ams/R2.cfg"), refused.toString());
    }

    @Test
    void aRepositoryInTheMiddleOfAMergeIsRefused() throws Exception {
        run(config(0, "one"));
        Files.writeString(repository.resolve(".git/MERGE_HEAD"), git("rev-parse", "HEAD") + "\n");
        IOException refused = assertThrows(IOException.class, () -> ConfigBackup.open(plan));
        assertTrue(refused.getMessage().contains("is in the middle of something"), refused.toString());
    }

    @Test
    void aFolderWithOtherThingsIsNoRepository() throws Exception {
        Files.createDirectories(repository);
        Files.writeString(repository.resolve("notes.txt"), "x");
        IOException refused = assertThrows(IOException.class, () -> ConfigBackup.open(plan));
        assertTrue(refused.getMessage().contains("is no git repository"), refused.toString());
    }

    @Test
    void anAnswerOlderThanWhatIsKeptIsNotPutInItsPlace() throws Exception {
        run(config(0, "old"));
        Path file = repository.resolve("ams/R1.cfg");
        Files.writeString(file, "newer\n");
        git("add", ".");
        commitAt("2030-01-01T00:00:00Z");
        run(config(0, "old"));
        assertEquals("newer", Files.readString(file).strip());
        assertEquals(2, commits());
    }

    private void commitAt(String date) throws Exception {
        var builder = new ProcessBuilder("git", "-C", repository.toString(), "commit", "-q", "-m", "by hand");
        builder.environment()
                .putAll(Map.of(
                        "GIT_COMMITTER_DATE",
                        date,
                        "GIT_AUTHOR_DATE",
                        date,
                        "GIT_AUTHOR_NAME",
                        "x",
                        "GIT_AUTHOR_EMAIL",
                        "x@y",
                        "GIT_COMMITTER_NAME",
                        "x",
                        "GIT_COMMITTER_EMAIL",
                        "x@y"));
        assertEquals(0, builder.start().waitFor());
    }

    @Test
    void commitsArePushedWhereTheJobSaysSoAndATroubleNamesTheCommit() throws Exception {
        run(config(0, "one"));
        Path remote = folder.resolve("remote.git");
        assertEquals(
                0,
                new ProcessBuilder("git", "init", "-q", "--bare", remote.toString())
                        .start()
                        .waitFor());
        git("remote", "add", "origin", remote.toString());
        plan = new PlannedBackup(repository, plan.of(), plan.places(), plan.ignore(), plan.author(), "origin");
        run(config(0, "two"));
        assertTrue(git("ls-remote", "origin").contains(git("rev-parse", "HEAD")));
        git("remote", "set-url", "origin", folder.resolve("nowhere").toString());
        IOException failed = assertThrows(IOException.class, () -> run(config(0, "three")));
        assertTrue(failed.getMessage().contains("was not pushed to origin"), failed.toString());
        assertEquals("three", git("show", "HEAD:ams/R1.cfg"));
        assertThrows(IOException.class, () -> run(config(0, "three")), "it stays to be pushed");
        git("remote", "set-url", "origin", remote.toString());
        run(config(0, "three"));
        assertTrue(git("ls-remote", "origin").contains(git("rev-parse", "HEAD")));
        Files.move(remote, folder.resolve("away"));
        run(config(0, "three"));
    }

    @Test
    void aRemoteThatTheRepositoryDoesNotKnowIsRefusedBeforeTheRun() throws Exception {
        run(config(0, "one"));
        git("remote", "add", "origin", folder.toString());
        plan = new PlannedBackup(repository, plan.of(), plan.places(), plan.ignore(), plan.author(), "orign");
        IOException refused = assertThrows(IOException.class, () -> ConfigBackup.open(plan));
        assertTrue(
                refused.getMessage().contains("has no remote `orign` to `push` to; did you mean `origin`?"),
                refused.toString());
    }
}
