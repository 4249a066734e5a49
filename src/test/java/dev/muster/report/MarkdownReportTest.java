package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.Severity;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {
    @TempDir
    Path folder;

    private static CheckResult check(String name, CheckStatus status, String detail) {
        return new CheckResult(name, "show version", status, Severity.HIGH, detail, "because", "do this");
    }

    private String page(List<DeviceResult> devices, List<CheckResult> fleet) throws IOException {
        var events = new ArrayList<>(Sample.events(folder, devices));
        if (!fleet.isEmpty()) {
            events.add(events.size() - 1, new RunEvent.FleetChecked(fleet));
        }
        Sample.tell(new MarkdownReport(folder), events);
        return Files.readString(folder.resolve("report.md"));
    }

    @Test
    void thePageSaysWhatFailedAndWhy() throws IOException {
        var devices = List.of(
                Sample.ok(0).checked(List.of(check("ntp", CheckStatus.PASS, ""))),
                Sample.ok(1).checked(List.of(check("ntp", CheckStatus.FAIL, "missing: `ntp server 192.0.2.1`"))),
                Sample.failed(2, FailureKind.AUTHENTICATION, "refused the login of ann")
                        .checked(List.of(check("ntp", CheckStatus.ERROR, "not asked"))));
        String page = page(devices, List.of(check("serials", CheckStatus.FAIL, "`A` on 2 devices: R1, R2")));
        assertTrue(page.startsWith("# demo\n\n2 of 3 devices ok, "), page);
        assertTrue(page.contains("\n| ok | 2 |\n| failed | 1 |\n"), page);
        assertTrue(page.contains("\n| authentication | 1 | R3 | refused the login of ann | the device refused"), page);
        assertTrue(page.contains("\n| ntp | high | 1 | 1 | 1 | 0 |\n"), page);
        assertTrue(
                page.contains("\n### ntp (high)\n\nWhy: because\n\nFix: do this\n\nfail on 1: R2\n\nerror on 1: R3\n"),
                page);
        assertTrue(page.contains("\nR2:\n\n```text\nmissing: `ntp server 192.0.2.1`\n```\n"), page);
        assertTrue(page.contains("\n| serials | high | fail |\n"), page);
        assertTrue(page.contains("\n```text\n`A` on 2 devices: R1, R2\n```\n"), page);
    }

    @Test
    void itDoesNotGrowWithTheFleet() throws IOException {
        var devices = new ArrayList<DeviceResult>();
        for (int i = 0; i < 3000; i++) {
            devices.add(Sample.failed(i, FailureKind.DNS, "no such host")
                    .checked(List.of(check("ntp", CheckStatus.FAIL, "missing on " + i))));
        }
        String page = page(devices, List.of());
        assertTrue(page.length() < 3000, page);
        assertTrue(page.contains("and 2980 more"), page);
    }

    @Test
    void nothingThatADeviceSaysBecomesMarkup() throws IOException {
        String hostile = "\u001b[31m\u202e\u0000 <script>x</script> [a](http://b) | ``` **b** _i_ @all #1 &amp; $x$ \\";
        var device = Sample.device(0, "R1 " + hostile, dev.muster.result.Outcome.ok())
                .checked(List.of(check("c " + hostile, CheckStatus.FAIL, hostile + "\n````\n# no heading")));
        String page = page(List.of(device, Sample.failed(1, FailureKind.DNS, hostile)), List.of());
        String outside = page.replaceAll("(?s)\n(`{3,})text\n.*?\n\\1\n", "\n");
        assertFalse(outside.contains("<script"), outside);
        assertFalse(outside.contains("](http"), outside);
        assertFalse(page.contains("\u202e") || page.contains("\u001b"), page);
        assertTrue(page.contains("\n`````text\n"), "the fence is longer than any in the text");
        assertFalse(outside.contains("\n# no heading"), outside);
        long cells = outside.lines()
                .filter(line -> line.startsWith("| c "))
                .findFirst()
                .orElseThrow()
                .replace("\\|", "")
                .chars()
                .filter(c -> c == '|')
                .count();
        assertEquals(7, cells, "a row has its cells");
    }
}
