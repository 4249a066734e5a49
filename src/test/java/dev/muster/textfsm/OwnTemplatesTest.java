package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates that come with Muster, on outputs as the book and the lab show them. */
class OwnTemplatesTest {
    private static final String BRIEF = """
            Interface                  IP-Address      OK? Method Status                Protocol
            Ethernet0/0                192.168.100.1   YES NVRAM  up                    up
            Ethernet0/2                unassigned      YES NVRAM  administratively down down
            Loopback300                10.30.3.3       YES manual up                    up
            """;
    private static final String BGP = """
            BGP table version is 7, local router ID is 10.1.0.1
            Status codes: s suppressed, d damped, h history, * valid, > best, i - internal,
            Origin codes: i - IGP, e - EGP, ? - incomplete

                 Network          Next Hop            Metric LocPrf Weight Path
             *>  10.1.0.0/24      0.0.0.0                  0         32768 i
             * i 10.2.0.0/24      192.0.2.2                0    100      0 65001 65002 ?
             *>i                  192.0.2.3                0    100      0 65001 i
            """;

    private final TemplateLibrary library =
            new TemplateLibrary(List.of(new TemplateCollection(TemplateSource.resources(Template.class, "templates"))));

    private List<Map<String, Object>> rows(String platform, String command, String text) throws IOException {
        return library.find(platform, command).orElseThrow().parse(text).maps();
    }

    @Test
    void addressesOfTheBooksFirstRouter() throws IOException {
        List<Map<String, Object>> rows = rows("cisco_ios", "sh ip int br", BRIEF);
        assertEquals(3, rows.size());
        assertEquals(
                Map.of(
                        "interface",
                        "Ethernet0/2",
                        "ip_address",
                        "unassigned",
                        "status",
                        "administratively down",
                        "proto",
                        "down"),
                rows.get(1));
        assertEquals("10.30.3.3", rows.get(2).get("ip_address"));
    }

    @Test
    void versionOfTheLabsRouter() throws IOException {
        String text = Files.readString(Path.of("src/main/resources/dev/muster/lab/cisco_iosxe/show-version.txt"));
        Map<String, Object> row = rows(
                        "cisco_ios",
                        "show version",
                        text.replace("${hostname}", "R1").replace("${version}", "15.7(3)M5"))
                .getFirst();
        assertEquals("15.7(3)M5", row.get("version"));
        assertEquals("R1", row.get("hostname"));
        assertEquals(List.of("Linux"), row.get("hardware"));
        assertEquals("0x0", row.get("config_register"));
    }

    @Test
    void versionsOfOtherPlatforms() throws IOException {
        Map<String, String> versions = Map.of(
                "arista_eos", "4.28.3M", "cisco_nxos", "9.3(10)", "cisco_xr", "7.5.2", "juniper_junos", "21.4R3.15");
        for (Map.Entry<String, String> platform : versions.entrySet()) {
            String lab = platform.getKey().replace("cisco_xr", "cisco_iosxr");
            String text = Files.readString(Path.of("src/main/resources/dev/muster/lab/" + lab + "/show-version.txt"));
            assertEquals(
                    platform.getValue(),
                    rows(platform.getKey(), "show version", text).getFirst().get("version"),
                    lab);
        }
    }

    @Test
    void clockAndRoutesOfBgp() throws IOException {
        assertEquals(
                "UTC",
                rows("cisco_ios", "show clock", "*17:48:23.993 UTC Sun Nov 22 2026\n")
                        .getFirst()
                        .get("timezone"));
        List<Map<String, Object>> routes = rows("cisco_ios", "show ip bgp", BGP);
        assertEquals(
                List.of("10.1.0.0/24", "10.2.0.0/24", "10.2.0.0/24"),
                routes.stream().map(row -> row.get("network")).toList());
        assertEquals(
                List.of("0.0.0.0", "192.0.2.2", "192.0.2.3"),
                routes.stream().map(row -> row.get("next_hop")).toList());
        assertEquals("?", routes.get(1).get("origin"));
    }

    @Test
    void everyTemplateOfTheIndexIsThereAndCompiles() throws IOException {
        Path folder = Path.of("src/main/resources/dev/muster/textfsm/templates");
        String index = Files.readString(folder.resolve("index"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".textfsm")).toList()) {
                Template.compile(Files.readString(file));
                assertTrue(index.contains("\n" + file.getFileName() + ","), file + " stands in no line of the index");
            }
        }
        index.lines()
                .filter(line -> line.contains(".textfsm"))
                .forEach(line -> assertTrue(Files.exists(folder.resolve(line.split(",")[0])), line));
    }

    @Test
    void aCommandWithoutTemplateIsNoError() throws IOException {
        assertTrue(library.find("cisco_ios", "show users").isEmpty());
        assertTrue(library.find("acme", "show version").isEmpty());
    }

    @Test
    void aFolderWithoutIndexIsReadByTheNamesOfItsFiles(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("acme_os_show_mac_table.textfsm"),
                "Value MAC (\\S+)\n\nStart\n ^${MAC} -> Record\n\nEOF\n");
        var collection = new TemplateCollection(TemplateSource.folder(folder));
        assertEquals(
                List.of(Map.of("mac", "a.b")),
                collection
                        .find("acme_os", "show mac table")
                        .orElseThrow()
                        .parse("a.b\n")
                        .maps());
        assertTrue(collection.find("acme_os", "show clock").isEmpty());
        assertTrue(collection.find("../x", "show clock").isEmpty());
    }

    @Test
    void collectionsAreAskedInTheirOrder(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path environment = Files.createDirectory(folder.resolve("env"));
        for (Path path : List.of(own, environment)) {
            Files.writeString(
                    path.resolve("index"),
                    "Template, Hostname, Platform, Command\nx.textfsm, .*, cisco_ios, sh[[ow]] clock\n");
            Files.writeString(
                    path.resolve("x.textfsm"),
                    "Value " + path.getFileName() + " (\\d+)\n\nStart\n ^.${" + path.getFileName()
                            + "} -> Record\n\nEOF\n");
        }
        Map<String, String> variables = Map.of("NET_TEXTFSM", environment.toString());
        String clock = "*17:48:23.993 UTC Sun Nov 22 2026\n";
        var both = TemplateLibrary.standard(List.of(own), variables);
        assertEquals(
                List.of(Map.of("own", "17")),
                both.find("cisco_ios", "sh clock").orElseThrow().parse(clock).maps());
        var second = TemplateLibrary.standard(List.of(), variables);
        assertEquals(
                List.of(Map.of("env", "17")),
                second.find("cisco_ios", "sh clock").orElseThrow().parse(clock).maps());
    }
}
