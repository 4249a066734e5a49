package dev.muster.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Severity;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceAuditTest {
    private static final String CONFIG = """
            ! a comment
            hostname R1
            interface Ethernet0/0
             description  uplink
             no shutdown
            interface Ethernet0/1
             shutdown
            line vty 0 4
             transport input ssh
            ntp server 192.0.2.1
            ntp server 192.0.2.2
            """;

    @TempDir
    Path folder;

    private Audited device() {
        return new Audited(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "contains: transport input ssh # pass",
                "contains: [hostname R1, telnet] # fail: `telnet` is not there",
                "not_contains: telnet # pass",
                "not_contains: shutdown # fail: `shutdown` is in line 5: `no shutdown`~`shutdown` is in line 7: `shutdown`",
                "matches: '^ntp server \\d' # pass",
                "matches: ['^ntp', '^snmp'] # fail: /^snmp/ is not there",
                "not_matches: '^ntp server 203' # pass",
                "not_matches: '2$' # fail: /2$/ is in line 11: `ntp server 192.0.2.2`",
                "count: {matches: '^ntp server', equals: 2} # pass",
                "count: {matches: '^ntp server', max: 1} # fail: 2 lines with /^ntp server/, expected at most 1",
                "lines_present: [ntp server 192.0.2.2, transport input ssh, description uplink] # pass",
                "lines_present: ntp server 192.0.2 # fail: missing: `ntp server 192.0.2`",
                "lines_present: '/^ntp server 192\\.0\\.2\\./' # pass",
                "lines_present: \"line vty 0 4\\n transport input ssh\\n login local\" # fail: missing: `line vty 0 4 / login local`",
                "lines_absent: transport input telnet # pass",
                "lines_absent: shutdown # fail: present: `shutdown`",
                "lines_absent: \"interface Ethernet0/0\\n shutdown\" # pass",
                "lines_absent: \"/^interface/\\n shutdown\" # fail: present: `interface Ethernet0/1 / shutdown`",
                "section: line vty 0 4 # pass",
                "section: line aux 0 # fail: there is no section `line aux 0`",
                "section: {line vty 0 4: transport input ssh} # pass",
                "section: {'/^interface/': no shutdown} # fail: missing in section `interface Ethernet0/1`: `no shutdown`",
                "section: {router bgp 1: [x]} # fail: there is no section `router bgp 1`",
                "{section: /^interface/, lines_absent: shutdown} # fail: present in section `interface Ethernet0/1`: `shutdown`",
                "{section: line vty 0 4, contains: ssh, not_contains: hostname} # pass",
                "that: \"'hostname R1' in output\" # pass",
                "that: \"name == 'R2'\" # fail: `name == 'R2'` is false",
                "that: \"vars.limit > 20 and device.name == 'R1'\" # fail: `vars.limit > 20 and device.name == 'R1'` is false: vars.limit is `10`, device.name is `R1`",
                "that: \"steps.config.status == 'ok'\" # pass",
                "that: output # error: gives `! a comment",
            })
    void aTextIsLookedAtAsTheJobSays(String check, String expected) {
        String of = check.startsWith("{") ? "{of: config, " + check.substring(1) : "{of: config, " + check + "}";
        String found = device().config(CONFIG).of(of);
        assertTrue(
                expected.startsWith("error") ? found.startsWith(expected) : found.equals(expected.replace('~', '\n')),
                found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "rows_all: errors|int < 100 # pass",
                "rows_all: \"status == 'up'\" # fail: 1 of 3 rows not `status == 'up'`:~  port=e3, status=down, errors=0",
                "rows_any: \"port == 'e3' and status == 'down'\" # pass",
                "rows_any: \"port == 'e9'\" # fail: of 3 rows none has `port == 'e9'`",
                "rows_all: \"row.port != device.name\" # pass",
                "rows_all: \"prot == 'e1'\" # error: unknown name `prot`; did you mean `port`?",
                "count: 3 # pass",
                "count: 4 # fail: 3 rows, expected 4",
                "count: {where: \"status == 'up'\", min: 1, max: 2} # pass",
                "count: {where: \"status == 'up'\", min: 3} # fail: 2 rows with `status == 'up'`, expected at least 3",
                "that: \"rows[0].port == 'e1' and rows|length == 3\" # pass",
                "that: \"rows[1].port == 'e1'\" # fail: `rows[1].port == 'e1'` is false: rows[1].port is `e2`",
            })
    void rowsAreLookedAtAsTheJobSays(String check, String expected) {
        var device = device().table(
                        "port=e1 status=up errors=1", "port=e2 status=up errors=99", "port=e3 status=down errors=0");
        assertEquals(expected.replace('~', '\n'), device.of("{of: table, " + check + "}"));
    }

    @Test
    void ofManyRowsFiveAreShown() {
        String[] rows = java.util.stream.IntStream.range(0, 9)
                .mapToObj(i -> "port=e" + i)
                .toArray(String[]::new);
        String found = device().table(rows).of("{of: table, rows_all: \"port == 'x'\"}");
        assertTrue(found.startsWith("fail: 9 of 9 rows not `port == 'x'`:\n  port=e0\n"), found);
        assertTrue(found.endsWith("  port=e4\n  and 4 more"), found);
    }

    @Test
    void whatCannotBeEvaluatedIsAnErrorAndNeverPasses() {
        StepResult refused = Audited.answer("config", Output.of("% Invalid input"))
                .with(new Outcome.Failed(Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, "it was rejected")));
        assertEquals(
                "error: `show running-config` was refused: it was rejected",
                device().step(refused).of("{of: config, not_contains: telnet}"));
        assertEquals(
                "error: `show running-config` was refused",
                device().step(refused).of("{that: \"'telnet' not in steps.config.output\"}"));
        assertEquals(
                "error: `show running-config` was skipped: when: x is false",
                device().step(StepResult.notRun(
                                "config", "show running-config", new Outcome.Skipped("when: x is false")))
                        .of("{of: config, not_contains: telnet}"));
        assertEquals("error: the device was not asked `config`", device().of("{of: config, lines_absent: x}"));
        String failed = device().results(
                        Sample.failed(0, FailureKind.AUTHENTICATION, "refused the login"),
                        "- {of: config, not_contains: x}")
                .getFirst()
                .detail();
        assertEquals("the device was not asked `config`: refused the login", failed);
    }

    @Test
    void withoutRowsNothingIsSaidOfThem() {
        assertEquals(
                "error: the answer gave no rows, so nothing can be said of all of them",
                device().table().of("{of: table, rows_all: \"x == 1\"}"));
        assertEquals(
                "error: the answer gave no rows, so there is no first one",
                device().table().of("{of: table, that: \"rows[0].x != 'bad'\"}"));
        assertEquals("pass", device().table().of("{of: table, count: 0}"));
        var untold = Audited.answer("table", Output.of("?")).with(Parsed.noTemplate());
        assertEquals(
                "error: there are no rows of `show table`: no template parses it for cisco_iosxe",
                device().step(untold).of("{of: table, count: 0}"));
    }

    @Test
    void aCheckOfOtherDevicesIsSkipped() {
        assertEquals(
                "skipped: select: 'core' in groups is false",
                device().config(CONFIG).of("{of: config, contains: x, select: \"'core' in groups\"}"));
        assertEquals(
                "skipped: when: 'bgp' in steps.config.output is false",
                device().config(CONFIG).of("{of: config, contains: x, when: \"'bgp' in steps.config.output\"}"));
    }

    @Test
    void aResultHasWhatTheJobSaysOfTheCheck() {
        CheckResult result = device().config(CONFIG)
                .results("- {name: n, of: config, contains: x, severity: critical, why: w, fix: f}")
                .getFirst();
        assertEquals(
                new CheckResult("n", "config", CheckStatus.FAIL, Severity.CRITICAL, "`x` is not there", "w", "f"),
                result);
    }

    @Test
    void severalExpectationsOfACheckMustAllHold() {
        assertEquals(
                "fail: `x` is not there\n`ssh` is in line 9: `transport input ssh`",
                device().config(CONFIG).of("{of: config, contains: x, not_contains: ssh}"));
    }

    @Test
    void whatAFleetHasInOneFileIsReadFromIt() throws IOException {
        Files.createDirectories(folder.resolve("outputs"));
        Files.writeString(folder.resolve("outputs/a.txt"), "x\n".repeat(200_000) + "the needle\n");
        var large = new Output(null, Path.of("outputs", "a.txt"), 400_011, "0");
        assertEquals("pass", device().config(large).of("{of: config, contains: needle}"));
        assertEquals(
                "fail: `needle` is in line 200001: `the needle`",
                device().config(large).of("{of: config, not_contains: needle}"));
        var gone = new Output(null, Path.of("outputs", "gone.txt"), 5, "0");
        assertTrue(device().config(gone)
                .of("{of: config, not_contains: x}")
                .startsWith("error: the output cannot be read"));
    }

    @Test
    void aPatternThatWouldTakeForEverIsStopped() {
        String found = device().config("a".repeat(300) + "!").of("{of: config, matches: 'a*a*a*a*a*a*b$'}");
        assertTrue(found.startsWith("error: the pattern `a*a*a*a*a*a*b$` takes too long on a line of 301"), found);
    }

    @Test
    void hostileOutputNeitherBreaksNorHidesInADetail() {
        String hostile = "\u001b[31mred\u0007 \u202egnirts\u202c \ud800 <script>alert(1)</script> \ufffd\u0000 bad";
        String found = device().config(hostile).of("{of: config, not_contains: bad}");
        assertEquals(
                "fail: `bad` is in line 1: `\\x1b[31mred\\x07 \\u202egnirts\\u202c \\ud800 <script>alert(1)</script>"
                        + " \ufffd\\x00 bad`",
                found);
        String line = "x".repeat(10_000_000) + "bad";
        String shortened = device().config(line).of("{of: config, not_contains: bad, not_matches: 'b.d$'}");
        assertTrue(shortened.length() < 1000 && shortened.contains("... (10000003 characters)"), shortened);
        assertEquals("pass", device().config(line).of("{of: config, lines_absent: y, not_matches: '^y'}"));
        assertTrue(device().config("a\n".repeat(5000))
                .of("{of: config, not_contains: a}")
                .endsWith("... 4970 more lines"));
    }

    @Test
    void aPastedBlockWithCommentsIsWhatItSays() {
        assertEquals(
                "pass",
                device().config(CONFIG)
                        .of(
                                "{of: config, lines_present: \"!\\ninterface Ethernet0/1\\n ! closed\\n  shutdown\\n!\\n\"}"));
    }

    @Test
    void aConfigurationThatIsNestedForEverIsRead() {
        var deep = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            deep.append(" ".repeat(i)).append("level ").append(i).append('\n');
        }
        assertEquals("pass", device().config(deep.toString()).of("{of: config, lines_present: level 2999}"));
    }

    @Test
    void namesAreMadeOfWhatIsExpected() {
        var names =
                device().config("").results("""
                        - {of: config, contains: a}
                        - {of: config, contains: a}
                        - {of: config, section: {x: y}}
                        """).stream().map(CheckResult::name).toList();
        assertEquals(List.of("contains a", "contains a (2)", "section"), names);
    }
}
