package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Outputs as rows, B16, and a large table row by row, B29. */
class RowsTest {
    @TempDir
    Path temp;

    @Test
    void b16RowsAreAListAndTheirStatusSaysWhy() throws Exception {
        Path folder = temp.resolve("run");
        Program.Ended ended = Program.run("run", "jobs/book/b16-rows.yaml", "--out", folder.toString());
        assertEquals(0, ended.status(), ended.err());
        JsonNode steps = new Results(folder).devices().get(0).get("steps");
        List<String> statuses = List.of("parsed", "no_template", "empty");
        for (int i = 0; i < statuses.size(); i++) {
            assertEquals(statuses.get(i), steps.get(i).get("parse_status").asString());
            assertTrue(steps.get(i).get("rows").isArray());
            assertTrue(steps.get(i).get("output").asString().length() > 10);
        }
        assertEquals(7, steps.get(0).get("rows").size());
        assertEquals("up", steps.get(0).get("rows").get(0).get("proto").asString());
        assertEquals("ok", steps.get(3).get("status").asString());
        List<String> lines = Files.readAllLines(folder.resolve("rows/show_ip_interface_brief.csv"));
        assertEquals("device,interface,ip_address,status,proto", lines.getFirst());
        var devices = new TreeSet<String>();
        lines.stream().skip(1).forEach(line -> devices.add(line.split(",")[0]));
        assertEquals(new TreeSet<>(List.of("R1", "R2", "R3")), devices);
        assertEquals(1 + 3 * 7, lines.size());
    }

    @Test
    void parsingByHandGivesTheSameRows() throws Exception {
        Path output = Files.writeString(
                temp.resolve("out.txt"),
                "Interface                  IP-Address      OK? Method Status                Protocol\n"
                        + "Ethernet0/0                192.168.100.1   YES NVRAM  up                    up\n");
        Program.Ended json =
                Program.run("parse", "--platform", "cisco_iosxe", "--command", "sh ip int br", output.toString());
        assertEquals(0, json.status(), json.err());
        assertTrue(json.out().contains("{\"interface\":\"Ethernet0/0\",\"ip_address\":\"192.168.100.1\""), json.out());
        Program.Ended none = Program.run("parse", "--platform", "cisco_ios", "--command", "x", output.toString());
        assertEquals(1, none.status());
        assertTrue(none.err().contains("no template for `x`"), none.err());
        Program.Ended wrong = Program.run("parse", "--template", output.toString(), output.toString());
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("out.txt:1: a template begins with its values"), wrong.err());
    }

    @Test
    void b29OnlyTheRowsOfOneNextHop() throws Exception {
        Path rib = Files.writeString(
                temp.resolve("rib.csv"),
                "network,nexthop,path\n1.0.0.0,200.219.145.45,1 2\n1.0.4.0,200.219.145.46,3\n1.1.0.0,200.219.145.45,\"4,5\"\n");
        Program.Ended ended = Program.run("csv", rib.toString(), "--where", "nexthop == \"200.219.145.45\"");
        assertEquals(0, ended.status(), ended.err());
        assertEquals("network,nexthop,path\n1.0.0.0,200.219.145.45,1 2\n1.1.0.0,200.219.145.45,\"4,5\"\n", ended.out());
        Program.Ended wrong = Program.run("csv", rib.toString(), "--where", "nexthopp == 'x'");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("nexthopp"), wrong.err());
    }
}
