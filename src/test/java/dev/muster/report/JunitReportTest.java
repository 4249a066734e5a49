package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.Severity;
import dev.muster.testkit.JunitFile;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JunitReportTest {
    private static final String HOSTILE =
            "\u001b[31m\u0000\u0008 \u202e\ufffe \ud800 <script>alert('x')</script> ]]> &lt; \"q\" | `tick` \u0085 end";

    @TempDir
    Path folder;

    private static CheckResult check(String name, CheckStatus status, String detail) {
        return new CheckResult(name, "show version", status, Severity.HIGH, detail, "because", "do this");
    }

    private JunitFile written(List<DeviceResult> devices, List<CheckResult> fleet) throws Exception {
        var events = new ArrayList<>(Sample.events(folder, devices));
        if (!fleet.isEmpty()) {
            events.add(events.size() - 1, new RunEvent.FleetChecked(fleet));
        }
        Sample.tell(new JunitReport(folder, true), events);
        return JunitFile.read(folder.resolve("junit.xml"));
    }

    @Test
    void aDeviceIsASuiteAndItsChecksAreCases() throws Exception {
        DeviceResult checked = Sample.ok(0)
                .checked(List.of(
                        check("a", CheckStatus.PASS, ""),
                        check("b", CheckStatus.FAIL, "expected x\nfound y"),
                        check("c", CheckStatus.ERROR, "no rows"),
                        check("d", CheckStatus.SKIPPED, "when: x is false")));
        JunitFile file = written(List.of(checked, Sample.failed(1, FailureKind.AUTHENTICATION, "refused")), List.of());
        assertEquals("demo", file.root().getAttribute("name"));
        assertEquals(
                List.of("R1", "R2"),
                file.suites().stream().map(each -> each.getAttribute("name")).toList());
        Element suite = file.suites().getFirst();
        assertEquals("5", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("errors"));
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals("1.000", suite.getAttribute("time"));
        assertEquals("2026-11-22T14:00:00", suite.getAttribute("timestamp"));
        assertEquals("192.0.2.1", suite.getAttribute("hostname"));
        Element failure = file.inCase("R1", "b", "failure");
        assertNotNull(failure);
        assertEquals("expected x", failure.getAttribute("message"));
        assertEquals("high", failure.getAttribute("type"));
        assertEquals("expected x\nfound y\nof: show version\nwhy: because\nfix: do this", failure.getTextContent());
        assertNotNull(file.inCase("R1", "c", "error"));
        assertNotNull(file.inCase("R1", "d", "skipped"));
        Element run = file.inCase("R2", "run", "error");
        assertNotNull(run);
        assertEquals("authentication", run.getAttribute("type"));
        assertEquals("refused", run.getAttribute("message"));
    }

    @Test
    void checksAcrossDevicesAreASuiteOfTheirOwn() throws Exception {
        JunitFile file = written(
                List.of(Sample.ok(0)),
                List.of(check("unique", CheckStatus.FAIL, "twice"), check("same", CheckStatus.PASS, "")));
        assertEquals(2, file.suites().size());
        assertEquals("2", file.suites().get(1).getAttribute("tests"));
        assertNotNull(file.inCase("across devices", "unique", "failure"));
    }

    @Test
    void nothingThatADeviceSaysBreaksTheFile() throws Exception {
        DeviceResult hostile = Sample.device(0, "R1" + HOSTILE, dev.muster.result.Outcome.ok())
                .checked(List.of(check("n" + HOSTILE, CheckStatus.FAIL, HOSTILE + "\n" + HOSTILE)));
        JunitFile file = written(List.of(hostile, Sample.failed(1, FailureKind.PROMPT_TIMEOUT, HOSTILE)), List.of());
        assertEquals(2, file.suites().size());
        String text = Files.readString(folder.resolve("junit.xml"));
        assertFalse(text.contains("<script"), text);
        assertTrue(text.chars().noneMatch(c -> c < ' ' && c != '\n'), "no control characters");
        assertFalse(text.contains("\u202e"), "nothing turns the direction of writing");
        assertTrue(text.contains("\\x1b[31m\\x00\\x08 \\u202e\\ufffe \\ud800 &lt;script&gt;"), text);
    }

    @Test
    void withoutAllDevicesTheFileHasNotItsName() throws IOException {
        var report = new JunitReport(folder, false);
        report.on(new RunEvent.RunStarted(Sample.run(folder, 2)));
        report.on(new RunEvent.DeviceEnded(Sample.ok(0)));
        assertTrue(Files.exists(folder.resolve("junit.xml.part")));
        assertFalse(Files.exists(folder.resolve("junit.xml")));
    }
}
