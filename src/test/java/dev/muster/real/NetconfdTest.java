package dev.muster.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.RealNetconf;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** yuma123's netconfd: base 1.0 and 1.1, candidate, confirmed commits. */
class NetconfdTest {
    private static final String SYSTEM = "xmlns='urn:ietf:params:xml:ns:yang:ietf-system'";

    @TempDir
    static Path place;

    private static RealNetconf device;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        RealNetconf.needed();
        device = new RealNetconf(place);
    }

    @AfterAll
    static void stop() {
        if (device != null) {
            device.close();
        }
    }

    private List<CSVRecord> run(String run, int status, String more, String... steps) throws Exception {
        Path job = Files.writeString(
                folder.resolve(run + ".yaml"),
                "devices:\n  - {name: N1, " + device.login() + more + "}\nsteps:\n" + String.join("", steps));
        Program.Ended ended =
                Program.run("run", job.toString(), "--out", folder.resolve(run).toString());
        assertEquals(status, ended.status(), ended.err());
        return new Results(folder.resolve(run)).rows("N1");
    }

    private static String get(String name) {
        return "  - {name: " + name + ", netconf: {get_config: running, filter: \"<system " + SYSTEM + "/>\"}}\n";
    }

    private static String edit(String name, String commit, String element) {
        return "  - {name: " + name
                + ", netconf: {edit_config: {target: candidate, lock: true, test_option: test-then-set," + " commit: "
                + commit + ", config: \"<system " + SYSTEM + ">" + element + "</system>\"}}}\n";
    }

    private String running() throws Exception {
        return run("look" + System.nanoTime(), 0, "", get("look")).getFirst().get("output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void eachFramingReadsAndChanges(String base) throws Exception {
        String more = ", netconf: {base: \"" + base + "\"}";
        List<CSVRecord> rows = run(
                "r",
                0,
                more,
                edit("change", "true", "<contact>by " + base + "</contact>"),
                get("after"),
                "  - {name: schema, netconf: {rpc: \"<get-schema xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'>"
                        + "<identifier>ietf-system</identifier></get-schema>\"}}\n",
                "  - {name: state, netconf: {get: \"<system-state " + SYSTEM
                        + "/>\"}, parse: {xml: system-state.clock}}\n");
        assertEquals(
                "lock candidate: ok; edit_config candidate: ok; commit: ok; unlock candidate: ok",
                rows.get(0).get("message"));
        assertTrue(rows.get(1).get("output").contains("<contact>by " + base + "</contact>"));
        assertTrue(rows.get(2).get("output").length() > 10_000, "a module of many kilobytes");
        assertTrue(
                rows.get(3).get("rows").contains("current-datetime"),
                rows.get(3).toString());
    }

    @Test
    void aConfirmedCommitStaysWhenItIsConfirmedAndOnlyThen() throws Exception {
        run(
                "kept",
                0,
                "",
                edit("change", "{confirmed: 1m}", "<hostname>kept</hostname>"),
                "  - netconf: {commit: confirm}\n");
        assertTrue(running().contains("<hostname>kept</hostname>"));
        List<CSVRecord> lost =
                run("lost", 0, "", edit("change", "{confirmed: 1m}", "<hostname>lost</hostname>"), get("meanwhile"));
        assertTrue(lost.get(1).get("output").contains("<hostname>lost</hostname>"));
        Await.until(
                "the end of the session takes it back",
                Duration.ofSeconds(20),
                () -> running().contains("<hostname>kept</hostname>"));
    }

    @Test
    void aConfirmedCommitThatPersistsIsTakenBackInTimeOrCancelledOrConfirmedByName() throws Exception {
        run("start", 0, "", edit("change", "true", "<location>before</location>"));
        run("late", 0, "", edit("change", "{confirmed: 2s, persist: late}", "<location>too late</location>"));
        Await.until(
                "the time is over", Duration.ofSeconds(30), () -> running().contains("<location>before</location>"));
        run("named", 0, "", edit("change", "{confirmed: 1m, persist: named}", "<location>named</location>"));
        assertTrue(running().contains("<location>named</location>"), "another session does not end it");
        run("cancel", 0, "", "  - netconf: {cancel_commit: {persist_id: named}}\n");
        assertTrue(running().contains("<location>before</location>"));
        run("again", 0, "", edit("change", "{confirmed: 1m, persist: again}", "<location>again</location>"));
        run("confirm", 0, "", "  - netconf: {commit: {persist_id: again}}\n");
        assertTrue(running().contains("<location>again</location>"));
    }

    @Test
    void aRejectedEditNamesItsPathAndLeavesNothingBehind() throws Exception {
        List<CSVRecord> rows = run(
                "bad",
                1,
                "",
                edit(
                        "bad",
                        "true",
                        "<ntp><server><name>x</name><udp><address>no address!</address></udp></server></ntp>"),
                get("never"));
        assertEquals("netconf_error", rows.get(0).get("failure"));
        String message = rows.get(0).get("message");
        assertTrue(message.contains("`edit_config candidate` was rejected: "), message);
        assertTrue(message.contains(" at /nc:rpc/nc:edit-config/nc:config/sys:system/sys:ntp/"), message);
        assertEquals("skipped", rows.get(1).get("status"));
        List<CSVRecord> after = run(
                "after",
                0,
                "",
                edit("change", "true", "<contact>free again</contact>"),
                "  - {name: candidate, netconf: {get_config: candidate}}\n");
        assertFalse(after.get(1).get("output").contains("no address!"), "discarded, and unlocked");
    }

    /** With {@code -Dmuster.soak=200} it is two hundred. */
    @Test
    void manySessionsTalkAtOnce() throws Exception {
        int count = Integer.getInteger("muster.soak", 40);
        var inventory =
                new StringBuilder("name: many\nrun: {max_workers: 200, limits: {connect: 2m, auth: 2m, command: 10s},"
                        + " retry: {attempts: 5, for: [command_timeout], wait: 500ms}}\n"
                        + "inventory:\n  defaults: {" + device.login().replace("host: 127.0.0.1, ", "")
                        + "}\n  devices:\n");
        for (int i = 1; i <= count; i++) {
            inventory.append("    - {name: N").append(i).append(", host: 127.0.0.1}\n");
        }
        Path job =
                Files.writeString(folder.resolve("many.yaml"), inventory + "steps:\n" + get("first") + get("second"));
        Program.Ended ended = Program.run(
                "run", job.toString(), "--out", folder.resolve("many").toString());
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.err().contains(count + " devices: " + count + " ok"), ended.err());
    }
}
