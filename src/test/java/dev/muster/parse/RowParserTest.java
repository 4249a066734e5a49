package dev.muster.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.ParseStatus;
import dev.muster.result.Parsed;
import dev.muster.textfsm.Template;
import dev.muster.textfsm.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowParserTest {
    @TempDir
    Path folder;

    private final RowParser.Question clock = new RowParser.Question("cisco_ios", "show clock");

    private Parsed parse(Parsing how, String text) {
        return parse(how, Output.of(text));
    }

    private Parsed parse(Parsing how, Output output) {
        var library = TemplateLibrary.standard(List.of(), Map.of());
        return new RowParser(library, folder).parse(how, clock, output, () -> {});
    }

    private static Parsing json(String path) {
        return new Parsing.Json(RowPath.of(path));
    }

    private static Parsing xml(String path) {
        return new Parsing.Xml(RowPath.of(path));
    }

    @Test
    void theIndexGivesTheTemplate() {
        Parsed parsed = parse(new Parsing.TextFsm(), "*10:00:00.1 UTC Sun Nov 22 2026\n");
        assertEquals(ParseStatus.PARSED, parsed.status());
        assertEquals("2026", parsed.rows().getFirst().get("year"));
        assertEquals("cisco_ios_show_clock.textfsm", parsed.by());
        assertEquals(
                ParseStatus.EMPTY, parse(new Parsing.TextFsm(), "no clock here").status());
    }

    @Test
    void withoutATemplateThereAreNoRowsAndNoFailure() {
        var library = TemplateLibrary.standard(List.of(), Map.of());
        var question = new RowParser.Question("cisco_ios", "show nothing");
        Parsed parsed = new RowParser(library, folder).parse(new Parsing.TextFsm(), question, Output.of("x"), () -> {});
        assertEquals(new Parsed(ParseStatus.NO_TEMPLATE, List.of(), "", null), parsed);
    }

    @Test
    void aTextThatTheTemplateRefusesIsANamedFailure() {
        Template template = Template.compile("Value A (a)\n\nStart\n ^${A}\n ^. -> Error \"strange\"\n");
        Parsed parsed = parse(new Parsing.ByTemplate("t", template), "a\nb\n");
        assertEquals(ParseStatus.FAILED, parsed.status());
        assertEquals(List.of(), parsed.rows());
        assertNotNull(parsed.failure());
        assertEquals(FailureKind.PARSE, parsed.failure().kind());
        assertTrue(
                parsed.failure().message().contains("strange"), parsed.failure().message());
    }

    @Test
    void aLargeOutputIsReadFromItsFile() throws IOException {
        Files.createDirectory(folder.resolve("outputs"));
        Path file = Path.of("outputs", "R1-1.txt");
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        Files.writeString(folder.resolve(file), text);
        Template template = Template.compile("Value N (\\d+)\n\nStart\n ^line ${N}9999$$ -> Record\n\nEOF\n");
        Parsed parsed = parse(new Parsing.ByTemplate("t", template), new Output(null, file, text.length(), ""));
        assertEquals(9, parsed.rows().size());
        assertEquals(Map.of("n", "9"), parsed.rows().getLast());
    }

    @Test
    void whoeverWantsItToEndEndsIt() {
        var library = TemplateLibrary.standard(List.of(), Map.of());
        Parsed parsed = new RowParser(library, folder).parse(new Parsing.TextFsm(), clock, Output.of("x"), () -> {
            throw new IOException("enough");
        });
        assertEquals(ParseStatus.FAILED, parsed.status());
        assertTrue(String.valueOf(parsed.failure()).contains("enough"));
    }

    @Test
    void jsonGivesTheObjectsAtAPath() {
        String text =
                "{\"TABLE\": {\"ROW\": [{\"if\": \"e1\", \"mtu\": 1500}, {\"if\": \"e2\", \"up\": true, \"x\": null}]}, \"n\": 1.50}";
        assertEquals(
                List.of("e1", "e2"),
                parse(json("TABLE.ROW"), text).rows().stream()
                        .map(row -> row.get("if"))
                        .toList());
        assertEquals(1500, parse(json("TABLE/ROW/0"), text).rows().getFirst().get("mtu"));
        assertEquals(2, parse(json("//ROW"), text).rows().size());
        assertEquals(1, parse(json(""), text).rows().size());
        assertEquals(
                "1.50", String.valueOf(parse(json("n"), text).rows().getFirst().get("value")));
        assertEquals(ParseStatus.EMPTY, parse(json("TABLE.NONE"), text).status());
    }

    @Test
    void aStarTakesEveryMemberAndKeepsItsName() {
        String text = "{\"interfaces\": {\"Ethernet1/1\": {\"mtu\": 1500}, \"Management0\": {\"mtu\": 900}}}";
        assertEquals(
                List.of(Map.of("key", "Ethernet1/1", "mtu", 1500), Map.of("key", "Management0", "mtu", 900)),
                parse(json("interfaces.*"), text).rows());
        var named = new Parsing.Json(new RowPath(false, List.of("interfaces", "Ethernet1/1")));
        assertEquals(List.of(Map.of("mtu", 1500)), parse(named, text).rows());
    }

    @Test
    void xmlGivesTheElementsAtAPath() {
        String text =
                "<rpc-reply xmlns:j='urn:j'><info><if j:style='brief'><name>e1</name><a/><ip>1</ip><ip>2</ip></if>"
                        + "<if><name> e2\n</name></if></info></rpc-reply>\n\n{master}\n";
        assertEquals(
                List.of(
                        Map.of("@style", "brief", "name", "e1", "a", "", "ip", List.of("1", "2")),
                        Map.of("name", "e2")),
                parse(xml("rpc-reply/info/if"), text).rows());
        assertEquals(2, parse(xml("info/if"), text).rows().size());
        assertEquals(2, parse(xml("//if"), text).rows().size());
        assertEquals("e2", parse(xml("info/if/1"), text).rows().getFirst().get("name"));
    }

    @Test
    void whatIsNotJsonOrXmlIsANamedFailure() {
        assertTrue(String.valueOf(parse(json(""), "% Invalid input").failure()).contains("is not JSON in line 1"));
        assertTrue(String.valueOf(parse(xml(""), "% Invalid input").failure()).contains("is not XML in line 1"));
        assertEquals(ParseStatus.FAILED, parse(xml(""), "<a><b></a>").status());
        String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        assertEquals(ParseStatus.FAILED, parse(xml("a"), entity).status());
        assertEquals(ParseStatus.FAILED, parse(json(""), "[".repeat(5000)).status());
        assertEquals(ParseStatus.FAILED, parse(xml("a"), "<a>".repeat(5000)).status());
    }

    @Test
    void aPathHasNoEmptyParts() {
        assertThrows(IllegalArgumentException.class, () -> RowPath.of("a//b"));
        assertThrows(IllegalArgumentException.class, () -> RowPath.of("//"));
    }
}
