package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    @TempDir
    Path folder;

    private JsonNode written(DeviceResult... ends) throws IOException {
        Sample.tell(new JsonReport(folder, false), Sample.events(folder, List.of(ends)));
        return Read.json(folder.resolve("results.json"));
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void theWholeIsAsTheInterfaceSays() throws IOException {
        JsonNode whole = written(Sample.ok(0, Sample.step("show clock", "14:00/x")));
        assertEquals(List.of("run", "devices", "fleet", "summary"), List.copyOf(whole.propertyNames()));
        assertEquals(
                json("{'id':'20261122-1','job':'demo','source':'jobs/demo.yaml','started':'2026-11-22T14:00:00.120Z',"
                        + "'max_workers':50,'devices':1}"),
                whole.get("run"));
        assertEquals(
                json("{'devices':1,'ok':1,'skipped':0,'cancelled':0,'refused':0,'unknown':0,'timed_out':0,'failed':0,"
                        + "'failures':{},'checks_failed':0,'commands':1,'elapsed_ms':12400,'stopped':null}"),
                whole.get("summary"));
        String sha = Output.of("14:00/x").sha256();
        assertEquals(
                json("{'device':'R1','host':'192.0.2.1','platform':'cisco_iosxe','hostname':'R1','prompt':'R1#',"
                        + "'mode':'privileged','status':'ok','failure':null,'attempts':1,'timings':{'queue_ms':5,"
                        + "'connect_ms':20,'auth_ms':30,'setup_ms':0,'steps_ms':0,'parse_ms':0,'close_ms':0,'total_ms':1000},"
                        + "'steps':[{'name':'show','command':'show clock','status':'ok','output':'14:00/x',"
                        + "'output_file':null,'bytes':7,'sha256':'" + sha + "','parse_status':null,'rows':null,"
                        + "'elapsed_ms':213}],'checks':[]}"),
                whole.get("devices").get(0));
    }

    @Test
    void aFailureTellsAllThatIsKnown() throws IOException {
        var failure = Failure.of(FailureKind.PROMPT_TIMEOUT, Stage.LOGIN, "no prompt in 30s")
                .withEvidence("[>#]$", "Last login: \u001b[1mnever");
        JsonNode device = written(Sample.device(0, "R1", new Outcome.Failed(failure)))
                .get("devices")
                .get(0);
        assertEquals("timed_out", device.get("status").asString());
        assertEquals("prompt_timeout", device.at("/failure/kind").asString());
        assertEquals("login", device.at("/failure/stage").asString());
        assertEquals("no prompt in 30s", device.at("/failure/message").asString());
        assertEquals("[>#]$", device.at("/failure/expected").asString());
        assertEquals(
                "Last login: \u001b[1mnever", device.at("/failure/last_output").asString());
        assertEquals(
                FailureKind.PROMPT_TIMEOUT.hint(), device.at("/failure/hint").asString());
    }

    @Test
    void aStepThatDidNotRunHasNoOutput() throws IOException {
        JsonNode step = written(Sample.ok(0, StepResult.notRun("show", "show x", new Outcome.Skipped("when: false"))))
                .at("/devices/0/steps/0");
        assertEquals("skipped", step.get("status").asString());
        assertTrue(step.get("output").isNull());
        assertTrue(step.get("bytes").isNull());
    }

    @Test
    void aLargeOutputIsNamed() throws IOException {
        var output = new Output(null, Path.of("outputs", "R1-1.txt"), 5_000_000, "ab");
        JsonNode step = written(Sample.ok(
                        0, new StepResult("show", "x", Outcome.ok(), output, Sample.START, Duration.ZERO, "")))
                .at("/devices/0/steps/0");
        assertTrue(step.get("output").isNull());
        assertEquals("outputs/R1-1.txt", step.get("output_file").asString());
        assertEquals(5_000_000, step.get("bytes").asInt());
    }

    @Test
    void theFileHasItsNameOnlyWhenItIsWhole() throws IOException {
        var report = new JsonReport(folder, false);
        List<RunEvent> events = Sample.events(folder, List.of(Sample.ok(0), Sample.ok(1)));
        Sample.tell(report, events.subList(0, events.size() - 1));
        assertFalse(Files.exists(folder.resolve("results.json")));
        Path part = folder.resolve("results.json.part");
        assertEquals(2, json(Files.readString(part) + "]}").get("devices").size());
        report.on(events.getLast());
        assertFalse(Files.exists(part));
        assertEquals(2, Read.json(folder.resolve("results.json")).get("devices").size());
    }

    @Test
    void aRunWithoutDevicesIsWholeToo() throws IOException {
        assertEquals(0, written().get("devices").size());
    }

    @Test
    void checksThatDoNotHoldAreCountedThoseAcrossDevicesToo() throws IOException {
        List<CheckResult> all =
                Stream.of(CheckStatus.values()).map(Sample::check).toList();
        var events = Sample.events(folder, List.of(Sample.ok(0).checked(all), Sample.ok(1)));
        events.add(events.size() - 1, new RunEvent.FleetChecked(List.of(Sample.check(CheckStatus.FAIL))));
        Sample.tell(new JsonReport(folder, false), events);
        assertEquals(
                3,
                Read.json(folder.resolve("results.json"))
                        .at("/summary/checks_failed")
                        .asInt());
    }

    @Test
    void whyARunStoppedIsInItsSummary() throws IOException {
        var report = new JsonReport(folder, false);
        var counter = new Tally.Counter();
        var failed = Sample.failed(0, FailureKind.DNS, "no such host");
        counter.add(failed);
        Sample.tell(
                report,
                List.of(
                        new RunEvent.RunStarted(Sample.run(folder, 1)),
                        new RunEvent.DeviceEnded(failed),
                        new RunEvent.RunEnded(counter.tally(Duration.ofSeconds(1), "on_error: stop"))));
        JsonNode summary = Read.json(folder.resolve("results.json")).get("summary");
        assertEquals("on_error: stop", summary.get("stopped").asString());
        assertEquals(1, summary.get("failed").asInt());
        assertEquals(json("{'dns':1}"), summary.get("failures"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void devicesInAnyOrderComeOutInTheInventorysOrder(long seed) throws IOException {
        var random = new Random(seed);
        var devices = new ArrayList<DeviceResult>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            texts.add(Texts.any(random));
            devices.add(Sample.ok(i, Sample.step("show", texts.get(i))));
        }
        Collections.shuffle(devices, random);
        Sample.tell(new JsonReport(folder, true), Sample.events(folder, devices));
        JsonNode found = Read.json(folder.resolve("results.json")).get("devices");
        for (int i = 0; i < 50; i++) {
            assertEquals("R" + (i + 1), found.get(i).get("device").asString());
            assertEquals(
                    Texts.inUtf8(texts.get(i)),
                    found.get(i).at("/steps/0/output").asString());
        }
    }

    @Test
    void jsonLinesHoldTheSameDevicesAndGrowWithTheRun() throws IOException {
        DeviceResult first = Sample.ok(1, Sample.step("a", "one\ntwo"));
        DeviceResult second = Sample.failed(0, FailureKind.TLS, "x");
        JsonNode whole = written(first, second);
        var lines = new JsonLinesReport(folder, false);
        List<RunEvent> events = Sample.events(folder, List.of(first, second));
        Sample.tell(lines, events.subList(0, 3));
        Path file = folder.resolve("results.jsonl");
        assertEquals(List.of(whole.get("devices").get(0)), Read.jsonLines(file));
        Sample.tell(lines, events.subList(3, events.size()));
        assertEquals(List.of(whole.get("devices").get(0), whole.get("devices").get(1)), Read.jsonLines(file));
    }
}
