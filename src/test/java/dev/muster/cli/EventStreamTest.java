package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.report.Reports;
import dev.muster.result.CheckStatus;
import dev.muster.result.RunEvent;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTest {
    @TempDir
    Path temp;

    private final JsonMapper mapper = new JsonMapper();
    private final Screen screen = new Screen(Screen.PLAIN);

    private List<JsonNode> lines() {
        return screen.out().lines().map(mapper::readTree).toList();
    }

    @Test
    void everyEventIsALineInTheOrderOfTheRun() throws IOException {
        List<RunEvent> events = Sample.events(temp, List.of(Sample.ok(0, Sample.step("a", "b\n"))));
        var stream = new EventStream(screen.console());
        Sample.tell(stream, events.subList(0, 3));
        stream.on(new RunEvent.Notice("hello"));
        stream.on(events.getLast());
        assertEquals(
                List.of("started", "device_started", "device_ended", "notice", "ended"),
                lines().stream().map(line -> line.get("event").asString()).toList());
        assertEquals("demo", lines().get(0).at("/run/job").asString());
        assertEquals("2026-11-22T14:00:00.120Z", lines().get(1).get("when").asString());
        assertEquals("hello", lines().get(3).get("text").asString());
        assertEquals(1, lines().get(4).at("/summary/ok").asInt());
    }

    @Test
    void theEndCountsTheChecksThatDoNotHold() throws IOException {
        List<RunEvent> events =
                Sample.events(temp, List.of(Sample.ok(0).checked(List.of(Sample.check(CheckStatus.ERROR)))));
        events.add(events.size() - 1, new RunEvent.FleetChecked(List.of(Sample.check(CheckStatus.FAIL))));
        Sample.tell(new EventStream(screen.console()), events);
        assertEquals(2, lines().getLast().at("/summary/checks_failed").asInt());
    }

    @Test
    void aDeviceIsTheSameObjectAsInJsonLines() throws IOException {
        List<RunEvent> events = Sample.events(temp, List.of(Sample.ok(0, Sample.step("a", "b\n"))));
        Sample.tell(new EventStream(screen.console()), events);
        Path folder = temp.resolve("run");
        Sample.tell(Reports.open(List.of("jsonl"), folder, false, List.of()).getFirst(), events);
        assertEquals(
                mapper.readTree(Files.readString(folder.resolve("results.jsonl"))),
                lines().get(2).get("result"));
    }

    @Test
    void aTerminalFindsNothingToObey() throws IOException {
        String said = "\u001b[2J\u009b31m\u007f";
        Sample.tell(
                new EventStream(screen.console()), Sample.events(temp, List.of(Sample.ok(0, Sample.step("a", said)))));
        assertTrue(screen.out().replace("\n", "").codePoints().noneMatch(Character::isISOControl));
        assertEquals(said, lines().get(2).at("/result/steps/0/output").asString());
    }
}
