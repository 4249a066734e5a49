package dev.muster.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.told;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.muster.testkit.StallsInItsAnswer;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NetBox and lists by URL, over real HTTP. */
class RemoteFormsTest {
    private static final String DEVICES = "/api/dcim/devices/";
    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort());
    private static final WireMockServer ELSEWHERE =
            new WireMockServer(wireMockConfig().dynamicPort());

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        SERVER.start();
        ELSEWHERE.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
        ELSEWHERE.stop();
    }

    @BeforeEach
    void forget() {
        SERVER.resetAll();
        ELSEWHERE.resetAll();
    }

    private Path netbox(String more) throws IOException {
        Files.writeString(folder.resolve("token"), "t0ken\n");
        return Files.writeString(
                folder.resolve("netbox.yaml"),
                "netbox: {url: \"" + SERVER.baseUrl() + "\", token: \"${file:token}\"" + more + "}\n"
                        + "defaults: {username: net}\n");
    }

    private static String device(String name, String address, String more) {
        return "{\"id\": 7, \"name\": \"" + name + "\", \"primary_ip\": {\"address\": \"" + address + "\"},"
                + "\"platform\": {\"slug\": \"arista-eos\"}, \"site\": {\"slug\": \"ams\"}, \"role\": {\"slug\": \"leaf\"},"
                + "\"status\": {\"value\": \"active\"}, \"tags\": [{\"slug\": \"core\"}, {\"slug\": \"prod\"}],"
                + "\"custom_fields\": {\"rack_unit\": 12}" + more + "}";
    }

    private static String page(String next, String... devices) {
        return "{\"count\": 2, \"next\": " + next + ", \"results\": [" + String.join(",", devices) + "]}";
    }

    @Test
    void allPagesAreReadWithTheFilterAndTheToken() throws IOException {
        String second = "\"" + SERVER.baseUrl() + DEVICES + "?limit=1&offset=1\"";
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .withQueryParam("offset", absent())
                .willReturn(okJson(page(second, device("leaf1", "192.0.2.1/24", "")))));
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .withQueryParam("offset", equalTo("1"))
                .willReturn(okJson(page("null", device("leaf2", "2001:db8::2/64", "")))));

        Inventory inventory = sound(netbox(", page: 1, filter: {site: [ams, rtm], status: active}"));

        assertEquals(List.of("leaf1", "leaf2"), names(inventory));
        Device leaf = inventory.devices().getFirst();
        assertEquals("192.0.2.1", leaf.host());
        assertEquals("2001:db8::2", inventory.devices().get(1).host());
        assertEquals("arista_eos", value(leaf, Setting.PLATFORM));
        assertEquals("net", value(leaf, Setting.USERNAME).written());
        assertEquals(List.of("core", "prod"), leaf.groups());
        assertEquals("ams", leaf.data().get("site"));
        assertEquals("leaf", leaf.data().get("role"));
        SERVER.verify(getRequestedFor(urlPathEqualTo(DEVICES))
                .withQueryParam("site", equalTo("ams"))
                .withQueryParam("site", equalTo("rtm"))
                .withQueryParam("status", equalTo("active"))
                .withHeader("Authorization", equalTo("Token t0ken")));
    }

    @Test
    void aDeviceWithoutAnAddressIsLeftOutWithAWord() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .willReturn(okJson(page(
                        "null",
                        device("leaf1", "192.0.2.1/24", ""),
                        "{\"id\": 8, \"name\": \"bare\", \"primary_ip\": null}"))));

        Inventory inventory = sound(netbox(""));

        assertEquals(List.of("leaf1"), names(inventory));
        assertTrue(inventory.warnings().getFirst().message().contains("no primary address in NetBox: left out: bare"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, answered 401: the token is missing",
        "403, answered 403: the token is missing",
        "404, answered 404: there is nothing at this path",
        "500, answered 500: an error of the server",
    })
    void everyRefusalIsNamed(int status, String what) throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES)).willReturn(aResponse().withStatus(status)));

        assertTrue(
                told(netbox("")).getFirst().contains(what),
                () -> told(folder.resolve("netbox.yaml")).toString());
    }

    @Test
    void aRedirectIsNotFollowedAndNoOtherServerGetsTheToken() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .willReturn(aResponse().withStatus(302).withHeader("Location", ELSEWHERE.baseUrl() + "/x")));
        assertTrue(told(netbox(""))
                .getFirst()
                .contains("a redirect to " + ELSEWHERE.baseUrl() + "/x, which is not followed"));

        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .willReturn(okJson(page("\"" + ELSEWHERE.baseUrl() + "/next\"", device("leaf1", "192.0.2.1/24", "")))));
        assertTrue(told(netbox("")).getFirst().contains("which is not the one named here: not asked"));
        assertEquals(0, ELSEWHERE.getAllServeEvents().size());
    }

    @Test
    void aServerThatAsksForTimeGetsIt() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1"))
                .willSetStateTo("free"));
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .inScenario("busy")
                .whenScenarioStateIs("free")
                .willReturn(okJson(page("null", device("leaf1", "192.0.2.1/24", "")))));

        assertEquals(List.of("leaf1"), names(sound(netbox(""))));
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aServerThatAsksForTooMuchTimeIsTold() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES))
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));

        assertTrue(told(netbox("")).getFirst().contains("too many requests, it asks to wait 3600 s"));
    }

    @Test
    void garbageAndBrokenConnectionsAreTold() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(DEVICES)).willReturn(aResponse().withBody("<html>login</html>")));
        assertTrue(told(netbox("")).getFirst().contains("answered with something that is not JSON"));

        SERVER.stubFor(get(urlPathEqualTo(DEVICES)).willReturn(okJson("{\"detail\": \"x\"}")));
        assertTrue(told(netbox("")).getFirst().contains("no list of NetBox"));

        SERVER.stubFor(get(urlPathEqualTo(DEVICES)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertTrue(told(netbox("")).getFirst().contains("cannot be asked"));
    }

    @Test
    @Timeout(60)
    void anAnswerThatDoesNotEndIsGivenUp() throws IOException {
        try (var stalling = new StallsInItsAnswer()) {
            var problems = new Problems();
            URI url = URI.create("http://127.0.0.1:" + stalling.port() + "/cmdb");
            Mark mark = new Mark(folder.resolve("cmdb.yaml").toString(), 1, 1);
            try (var remote = new RemoteJson(
                    url, Map.of(), InventoryAccess.usual().sources(), mark, problems, Duration.ofSeconds(1))) {
                assertNull(remote.get(url));
            }
            String said = problems.all().getFirst().message();
            assertTrue(said.endsWith("/cmdb gave no whole answer within 1 s"), said);
        }
    }

    @Test
    void nobodyIsAskedWhereOnlyTheFileIsChecked() throws IOException {
        var problems = new Problems();

        InventoryFile.read(netbox(", filtr: {}"), InventoryAccess.usual().atHome(), problems);

        assertEquals(1, problems.all().size());
        assertTrue(problems.all().getFirst().message().startsWith("unknown key `filtr`; did you mean `filter`?"));
        assertEquals(0, SERVER.getAllServeEvents().size());
    }

    @Test
    void aReferenceThatAServerSendsIsToldAndNotFollowed() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo("/cmdb"))
                .willReturn(okJson("[{\"n\": \"R1\", \"u\": \"${env:HOME}\", \"v\": [\"jump\", \"${file:key}\"]}]")));
        Path file = Files.writeString(
                folder.resolve("cmdb.yaml"),
                "url: \"" + SERVER.baseUrl() + "/cmdb\"\nmap: {name: n, username: u, via: v}\n");

        List<String> told = told(file);

        assertEquals(2, told.size(), told.toString());
        assertTrue(
                told.getFirst().endsWith("R1: `username` from the server holds a reference, which is not followed"),
                told.toString());
        assertTrue(told.getLast().contains("R1: `via` from the server"), told.toString());
    }

    @Test
    void anyListByUrlIsMappedToKeysOfDevices() throws IOException {
        SERVER.stubFor(get(urlPathEqualTo("/cmdb"))
                .withHeader("X-Key", equalTo("abc"))
                .willReturn(okJson("{\"data\": {\"nodes\": [{\"label\": \"R1\", \"net\": {\"v4\": \"192.0.2.1\"},"
                        + "\"os\": \"cisco.ios.ios\", \"where\": \"ams\", \"kinds\": [\"core\"]}]}}")));
        Path file = Files.writeString(folder.resolve("cmdb.yaml"), """
                url: "%s/cmdb"
                headers: {X-Key: abc}
                path: data.nodes
                map: {name: label, host: net.v4, platform: os, groups: kinds, data.site: where}
                groups: {core: {username: net}}
                """.formatted(SERVER.baseUrl()));

        Device device = sound(file).devices().getFirst();

        assertEquals("R1", device.name());
        assertEquals("192.0.2.1", device.host());
        assertEquals("ios", value(device, Setting.PLATFORM));
        assertEquals("net", value(device, Setting.USERNAME).written());
        assertEquals("ams", device.data().get("site"));
    }
}
