package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The audits of {@code jobs/audits}, each on a lab fleet that passes and on one that fails. */
class AuditJobsTest {
    @TempDir
    Path folder;

    private String err = "";
    private String out = "";

    private int muster(String... words) {
        var screen = new Screen(Screen.PLAIN);
        int status = MusterCommand.run(words, Map.of("HOME", folder.toString()), style -> screen.console());
        err = screen.err();
        out = screen.out();
        return status;
    }

    private int run(String job, String fleet) {
        return muster(
                "run",
                "jobs/audits/" + job + ".yaml",
                "--inventory",
                "jobs/audits/inventory/" + job + "-" + fleet + ".yaml",
                "--out",
                folder.resolve(fleet).toString());
    }

    /** What does not hold: {@code status device check}, devices in order. */
    private List<String> troubles(String run) throws Exception {
        var results = new Results(folder.resolve(run));
        var troubles = new TreeMap<String, String>();
        for (JsonNode device : results.devices()) {
            note(device.get("device").asString(), device.get("checks"), troubles);
        }
        note("fleet", results.json().get("fleet").get("checks"), troubles);
        return troubles.values().stream().toList();
    }

    private static void note(String where, JsonNode checks, Map<String, String> troubles) {
        for (JsonNode check : checks) {
            String status = check.get("status").asString();
            if (!status.equals("pass")) {
                String name = check.get("name").asString();
                troubles.put(where + name, status + " " + where + " " + name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "software; fail R3 approved software, fail fleet one release everywhere",
                "hygiene; fail R2 NTP server, fail R3 AAA, fail R3 no default SNMP communities,"
                        + " fail R4 terminal lines by SSH alone",
                "interfaces; fail R2 no input errors, fail R4 at most two interfaces are shut, fail R4 uplink is up",
                "bgp; fail R1 neighbours established, fail R1 upstream sends enough, fail R4 upstream sends enough",
                "unsaved; fail R3 configuration is saved",
                "serials; fail fleet serial numbers are unique",
            })
    void anAuditPassesOnAFleetInOrderAndNamesWhatIsNotOnAnother(String job, String expected) throws Exception {
        assertEquals(ExitCode.OK, run(job, "good"), err);
        assertEquals(List.of(), troubles("good"));
        assertTrue(err.contains(" pass\n") && err.contains("4 devices: 4 ok"), err);
        assertEquals(ExitCode.CHECK_FAILED, run(job, "bad"), err);
        assertEquals(expected, String.join(", ", troubles("bad")));
        assertTrue(err.contains("4 devices: 4 ok"), err);
    }

    @Test
    void everyAuditHasItsFleetsAndIsOnThePage() throws Exception {
        String page = Files.readString(Path.of("docs/audits.md"));
        try (Stream<Path> jobs = Files.list(Path.of("jobs/audits"))) {
            for (Path job :
                    jobs.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                String name = job.getFileName().toString().replace(".yaml", "");
                assertTrue(page.contains("[jobs/audits/" + name + ".yaml]"), name);
                assertTrue(Files.exists(Path.of("jobs/audits/inventory", name + "-good.yaml")), name);
                assertTrue(Files.exists(Path.of("jobs/audits/inventory", name + "-bad.yaml")), name);
            }
        }
    }

    @Test
    void reportsMadeAgainFromTheJournalAreTheSame() throws Exception {
        assertEquals(ExitCode.CHECK_FAILED, run("serials", "bad"), err);
        Path run = folder.resolve("bad");
        var before = new TreeMap<String, String>();
        for (String file : List.of("results.json", "junit.xml", "report.md")) {
            before.put(file, Files.readString(run.resolve(file)));
        }
        assertTrue(before.get("junit.xml").contains("<testsuite name=\"across devices\""), before.get("junit.xml"));
        assertEquals(ExitCode.OK, muster("report", run.toString()), err);
        for (String file : before.keySet()) {
            assertEquals(before.get(file), Files.readString(run.resolve(file)), file);
        }
        assertEquals(ExitCode.CHECK_FAILED, muster("resume", run.toString()), err);
        assertTrue(err.contains("fail   high        fleet  serial numbers are unique"), err);
        try (Stream<Path> rows = Files.list(run.resolve("rows"))) {
            assertEquals(
                    List.of("show_inventory.csv"),
                    rows.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void driftIsFoundByTheSecondRunAndToldOnce() throws Exception {
        Path job = Files.writeString(folder.resolve("drift.yaml"), """
                inventory: inventory.yaml
                steps: [{show: show running-config}]
                checks: [{name: unchanged, same_as: last_run}]
                """);
        Path inventory = folder.resolve("inventory.yaml");
        Files.writeString(inventory, "lab: {devices: 2}");
        assertEquals(ExitCode.CHECK_FAILED, drift(job, "1"), err);
        assertEquals(List.of("error R1 unchanged", "error R2 unchanged"), troubles("1"));
        assertEquals(ExitCode.OK, drift(job, "2"), err);
        Files.writeString(inventory, "lab: {devices: 2, changes: {R2: [ntp server 203.0.113.7]}}");
        assertEquals(ExitCode.CHECK_FAILED, drift(job, "3"), err);
        assertEquals(List.of("fail R2 unchanged"), troubles("3"));
        String detail = new Results(folder.resolve("3"))
                .device("R2")
                .get("checks")
                .get(0)
                .get("detail")
                .asString();
        assertTrue(detail.contains("\n+ntp server 203.0.113.7"), detail);
        assertEquals(ExitCode.OK, drift(job, "4"), err);
        Files.writeString(inventory, "lab: {devices: 2, faults: {hang_up: R2}}");
        assertEquals(ExitCode.NOT_OK, drift(job, "5"), err);
        assertTrue(err.contains("checks: 1 pass, 1 error"), err);
        Files.writeString(inventory, "lab: {devices: 2}");
        assertEquals(ExitCode.CHECK_FAILED, drift(job, "6"), err);
        assertEquals(List.of("fail R2 unchanged"), troubles("6"), "compared with run 4, for it was down in 5");
    }

    private int drift(Path job, String run) {
        return muster("run", job.toString(), "--out", folder.resolve(run).toString());
    }

    @Test
    void aResumedRunComparesTheDevicesOfAllItsProcesses() throws Exception {
        try (var runs = new KilledRuns(folder)) {
            runs.lab(5, java.time.Duration.ofMillis(200));
            runs.killed(
                    runs.job(KilledRuns.SHOW + "checks:\n  - {name: twice, unique: \"device.platform\"}\n"
                            + "  - {name: clock, contains: UTC}\n"),
                    2);
            assertEquals(ExitCode.CHECK_FAILED, runs.muster("resume", runs.run), runs.err);
            JsonNode fleet = new Results(runs.run).json().get("fleet").get("checks");
            assertEquals(
                    "`cisco_iosxe` on 5 devices: R1, R2, R3, R4, R5",
                    fleet.get(0).get("detail").asString());
            assertTrue(runs.err.contains("checks: 5 pass, 1 fail"), runs.err);
        }
    }

    @Test
    void aRunThatDiedBeforeItComparedItsDevicesDoesSoWhenItIsResumed() throws Exception {
        assertEquals(ExitCode.CHECK_FAILED, run("serials", "bad"), err);
        Path journal = folder.resolve("bad").resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(
                journal,
                lines.stream()
                        .filter(line ->
                                !line.contains("\"is\":\"fleet_checked\"") && !line.contains("\"is\":\"ended\""))
                        .toList());
        assertEquals(
                ExitCode.CHECK_FAILED, muster("resume", folder.resolve("bad").toString()), err);
        assertEquals(List.of("fail fleet serial numbers are unique"), troubles("bad"));
        assertEquals(
                ExitCode.CHECK_FAILED, muster("resume", folder.resolve("bad").toString()), "and keeps it");
    }

    @Test
    void aPlanShowsChecksAndWhereTheyStand() {
        assertEquals(ExitCode.OK, muster("plan", "jobs/audits/serials.yaml"), err);
        assertTrue(
                out.contains("Checks (2)\n  serial numbers are unique  high  across devices  of show inventory "
                        + " (jobs/audits/serials.yaml:10)\n      unique rows[0].sn\n"),
                out);
        assertEquals(ExitCode.OK, muster("plan", "jobs/audits/hygiene.yaml", "--device", "R1"), err);
        assertTrue(out.contains("      section /^line vty / ...\n"), out);
        assertTrue(out.contains("      count 1 of lines with /^ntp server /\n"), out);
    }

    @Test
    void quietRunsAndEventsTellOfChecksToo() {
        String job = "jobs/audits/serials.yaml";
        String fleet = "jobs/audits/inventory/serials-bad.yaml";
        String quiet = folder.resolve("q").toString();
        assertEquals(3, muster("run", job, "--inventory", fleet, "--out", quiet, "--quiet"));
        assertTrue(err.contains("serial numbers are unique") && err.contains("checks: 4 pass, 1 fail"), err);
        String json = folder.resolve("j").toString();
        assertEquals(3, muster("run", job, "--inventory", fleet, "--out", json, "--json"));
        JsonNode checked = Results.lines(out).stream()
                .filter(line -> line.get("event").asString().equals("fleet_checked"))
                .findFirst()
                .orElseThrow();
        assertEquals("fail", checked.get("checks").get(0).get("status").asString());
    }
}
