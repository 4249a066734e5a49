package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.WebRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands by the APIs of devices, in the formats that their makers document. */
class ApiTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static final String EAPI_VERSION = """
            {"jsonrpc": "2.0", "id": "muster", "result": [{}, {
              "modelName": "DCS-7050TX-64-R", "internalVersion": "4.28.3M-28837868.4283M",
              "systemMacAddress": "00:1c:73:10:10:00", "serialNumber": "JPE00000001", "memTotal": 3982512,
              "bootupTimestamp": 1416265650.11, "memFree": 2703748, "version": "4.28.3M", "architecture": "i686",
              "isIntlVersion": false, "internalBuildId": "0-0", "hardwareRevision": "01.11"}]}""";

    private static final String EAPI_TEXT = """
            {"jsonrpc": "2.0", "id": "muster", "result": [{"output": ""}, {"output":
            "Arista DCS-7050TX-64-R\\nHardware version: 01.11\\nSerial number: JPE00000001\\nSystem MAC address: 001c.7310.1000\\n\\nSoftware image version: 4.28.3M\\nArchitecture: i686\\n\\nUptime: 2 weeks, 1 day\\n"}]}""";

    private static final String NX_VERSION = """
            {"ins_api": {"sid": "eoc", "type": "cli_show", "version": "1.0", "outputs": {"output": {
              "code": "200", "msg": "Success", "input": "show version", "body": {
                "header_str": "Cisco Nexus Operating System (NX-OS) Software", "bios_ver_str": "05.47",
                "nxos_ver_str": "9.3(10)", "nxos_file_name": "bootflash:///nxos.9.3.10.bin",
                "chassis_id": "Nexus9000 C93180YC-EX chassis", "proc_board_id": "FDO00000001",
                "host_name": "leaf1", "manufacturer": "Cisco Systems, Inc."}}}}}""";

    private static final String NX_TEXT = """
            {"ins_api": {"type": "cli_show_ascii", "version": "1.0", "sid": "eoc", "outputs": {"output": {
              "input": "show version", "msg": "Success", "code": "200", "body":
            "Cisco Nexus Operating System (NX-OS) Software\\n\\nSoftware\\n  BIOS: version 05.47\\n NXOS: version 9.3(10)\\n  NXOS image file is: bootflash:///nxos.9.3.10.bin\\n\\nHardware\\n  cisco Nexus9000 C93180YC-EX chassis \\n  Processor Board ID FDO00000001\\n\\n  Device name: leaf1\\nKernel uptime is 3 day(s), 1 hour(s), 2 minute(s), 10 second(s)\\n"}}}}""";

    @TempDir
    Path folder;

    private WebRun device(String platform, String... more) {
        String inner = more.length == 0 ? "" : ", " + String.join(", ", more);
        return new WebRun(
                folder,
                "platform: " + platform + ", enable_password: en4ble, http: {port: " + SERVER.getPort() + ", tls: false"
                        + inner + "}");
    }

    private static void answer(String body) {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl()).willReturn(ok(body).withHeader("Content-Type", "application/json")));
    }

    private static String asked() {
        return SERVER.getAllServeEvents().getFirst().getRequest().getBodyAsString();
    }

    private static String text(StepResult step) {
        Output output = Objects.requireNonNull(step.output());
        return Objects.requireNonNull(output.text());
    }

    private static List<Map<String, @Nullable Object>> rows(StepResult step) {
        assertEquals(Status.OK, step.status(), step.toString());
        return Objects.requireNonNull(step.parsed()).rows();
    }

    @Test
    void eapiIsAskedForTheTextThatTheCommandLineShows() throws Exception {
        answer(EAPI_TEXT);
        StepResult step = device("arista_eos").step("{show: show version, via: api}");
        assertTrue(text(step).startsWith("Arista DCS-7050TX-64-R\nHardware version: 01.11"), text(step));
        assertEquals("by eapi", step.detail());
        assertEquals(
                "/command-api",
                SERVER.getAllServeEvents().getFirst().getRequest().getUrl());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"runCmds\",\"params\":{\"version\":1,\"cmds\":[{\"cmd\":\"enable\","
                        + "\"input\":\"en4ble\"},\"show version\"],\"format\":\"text\"},\"id\":\"muster\"}",
                asked());
    }

    @Test
    void theSameColumnsComeByTemplateEapiAndNxapi() throws Exception {
        var eos = List.of(Map.of("version", "4.28.3M", "model", "DCS-7050TX-64-R", "serial", "JPE00000001"));
        var nxos = List.of(Map.of("version", "9.3(10)", "model", "Nexus9000 C93180YC-EX", "serial", "FDO00000001"));
        String step = "{show: show version, via: api, parse: normalized}";
        answer(EAPI_VERSION);
        assertEquals(eos, rows(device("arista_eos").step(step)));
        answer(NX_VERSION);
        assertEquals(nxos, rows(device("cisco_nxos").step(step)));
        answer("[{\"jsonrpc\": \"2.0\", \"result\": {\"body\": {\"kickstart_ver_str\": \"9.3(10)\", \"chassis_id\":"
                + " \"Nexus9000 C93180YC-EX Chassis\", \"proc_board_id\": \"FDO00000001\"}}, \"id\": 1}]");
        assertEquals(nxos, rows(device("cisco_nxos", "api: jsonrpc").step(step)));
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"method\":\"cli\",\"params\":{\"cmd\":\"show version\",\"version\":1},\"id\":1}]",
                asked());
    }

    @Test
    void aTemplateReadsTheTextOfAnApi() throws Exception {
        String step = "{show: show version, via: api, parse: textfsm}";
        answer(EAPI_TEXT);
        assertEquals("4.28.3M", rows(device("arista_eos").step(step)).getFirst().get("version"));
        answer(NX_TEXT);
        assertEquals("leaf1", rows(device("cisco_nxos").step(step)).getFirst().get("hostname"));
    }

    @Test
    void theMembersOfAnNxapiRequestKeepTheirOrder() throws Exception {
        answer(NX_TEXT);
        device("cisco_nxos").step("{show: show version, via: api}");
        assertEquals(
                "{\"ins_api\":{\"version\":\"1.0\",\"type\":\"cli_show_ascii\",\"chunk\":\"0\",\"sid\":\"1\","
                        + "\"input\":\"show version\",\"output_format\":\"json\"}}",
                asked());
        assertEquals("/ins", SERVER.getAllServeEvents().getFirst().getRequest().getUrl());
    }

    @Test
    void aRefusedCommandIsRefusedByTheApiToo() throws Exception {
        answer("""
                {"jsonrpc": "2.0", "id": "muster", "error": {"code": 1002,
                 "message": "CLI command 2 of 2 'show foo' failed: invalid command",
                 "data": [{}, {"errors": ["Invalid input (at token 1: 'foo')"]}]}}""");
        DeviceResult eos = device("arista_eos").run("{show: [show foo, show bar], via: api}");
        StepResult first = eos.steps().getFirst();
        assertEquals(Status.REFUSED, first.status());
        assertEquals(
                "`show foo` was rejected: Invalid input (at token 1: 'foo')",
                first.outcome().message());
        assertEquals(Status.REFUSED, eos.steps().get(1).status(), "after a refused show the next is asked");
        answer("""
                {"ins_api": {"type": "cli_show_ascii", "version": "1.0", "sid": "eoc", "outputs": {"output": {
                  "clierror": "% Invalid command\\n", "input": "show foo", "msg": "Input CLI command error",
                  "code": "400"}}}}""");
        StepResult nxos = device("cisco_nxos").step("{show: show foo, via: api}");
        assertEquals(Status.REFUSED, nxos.status());
        assertEquals(
                "`show foo` was rejected: % Invalid command - Input CLI command error (400)",
                nxos.outcome().message());
    }

    @Test
    void aChangeIsOneRequestAndTheRefusedLineIsNamed() throws Exception {
        answer("{\"jsonrpc\": \"2.0\", \"id\": \"muster\", \"result\": [{}, {}, {}, {}]}");
        StepResult done = device("arista_eos").step("{configure: [interface Ethernet1, description x], via: api}");
        assertEquals(Status.OK, done.status(), done.toString());
        assertTrue(asked().contains("\"configure terminal\",\"interface Ethernet1\",\"description x\"]"), asked());
        answer("""
                {"jsonrpc": "2.0", "id": "muster", "error": {"code": 1002, "message": "failed",
                 "data": [{}, {}, {}, {"errors": ["Invalid input"]}]}}""");
        DeviceResult refused = device("arista_eos")
                .run("{configure: [interface Ethernet1, descr x], via: api}", "{show: show version, via: api}");
        StepResult change = refused.steps().getFirst();
        assertEquals(Status.REFUSED, change.status());
        assertEquals(
                "`descr x` (3 of 3) was rejected: Invalid input",
                change.outcome().message());
        assertEquals(Status.SKIPPED, refused.steps().get(1).status());
    }

    @Test
    void anNxapiChangeIsSavedWhereTheStepSaysSo() throws Exception {
        answer("""
                {"ins_api": {"type": "cli_conf", "version": "1.0", "sid": "eoc", "outputs": {"output": [
                 {"body": {}, "code": "200", "msg": "Success"}, {"body": {}, "code": "200", "msg": "Success"}]}}}""");
        StepResult step = device("cisco_nxos").step("{configure: {lines: [vlan 10, name x], save: true}, via: api}");
        assertEquals(Status.OK, step.status(), step.toString());
        var bodies = SERVER.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBodyAsString())
                .toList();
        assertEquals(2, bodies.size());
        assertTrue(bodies.get(1)
                .contains("\"type\":\"cli_conf\",\"chunk\":\"0\",\"sid\":\"1\",\"input\":\"vlan 10 ;name x\""));
        assertTrue(bodies.get(0).contains("copy running-config startup-config"), bodies.get(0));
    }

    @Test
    void aChangeThatWasCutOffIsNotMadeAgainByRetry() throws Exception {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        DeviceResult result = device("arista_eos")
                .job("run: {retry: {attempts: 3, wait: 10ms}}\nsteps: [{configure: [vlan 7], via: [api, cli]}]\n");
        assertEquals(
                FailureKind.DISCONNECTED,
                Objects.requireNonNull(result.decisive().failure()).kind());
        assertEquals(1, result.attempts());
        assertEquals(1, SERVER.getAllServeEvents().size());
    }

    @Test
    void anAnswerThatIsNoneOfThisApiIsToldWithWhatCame() throws Exception {
        answer("{\"hello\": 1}");
        for (String platform : List.of("arista_eos", "cisco_nxos")) {
            StepResult step = device(platform).step("{show: show version, via: api}");
            var failure = Objects.requireNonNull(step.outcome().failure());
            assertEquals(FailureKind.PARSE, failure.kind());
            assertEquals("{\"hello\": 1}", failure.lastOutput());
        }
        answer("<html>");
        assertEquals(
                FailureKind.PARSE,
                Objects.requireNonNull(device("arista_eos")
                                .step("{show: show version, via: api}")
                                .outcome()
                                .failure())
                        .kind());
        SERVER.resetAll();
        SERVER.stubFor(post("/command-api").willReturn(status(401)));
        assertEquals(
                FailureKind.AUTHENTICATION,
                Objects.requireNonNull(device("arista_eos")
                                .step("{show: show version, via: api}")
                                .outcome()
                                .failure())
                        .kind());
    }

    @Test
    void restconfHasAPathForWhatACommandShows() throws Exception {
        answer("""
                {"Cisco-IOS-XE-device-hardware-oper:device-hardware": {
                  "device-inventory": [{"hw-type": "hw-type-chassis", "part-number": "CSR1000V", "serial-number": "9XXX"}],
                  "device-system-data": {"software-version":
                    "Cisco IOS Software [Fuji], Virtual XE Software, Version 16.9.3, RELEASE SOFTWARE (fc2)"}}}""");
        StepResult step = device("cisco_iosxe").step("{show: show version, via: api, parse: normalized}");
        assertEquals(List.of(Map.of("version", "16.9.3", "model", "CSR1000V", "serial", "9XXX")), rows(step));
        var request = SERVER.getAllServeEvents().getFirst().getRequest();
        assertEquals("application/yang-data+json", request.getHeader("Accept"));
        assertTrue(request.getUrl().startsWith("/restconf/data/Cisco-IOS-XE-device-hardware-oper:"), request.getUrl());
    }

    @Test
    void junosAnswersInTextOrJson() throws Exception {
        answer("Hostname: r1\nModel: vmx\n");
        StepResult step = device("juniper_junos").step("{show: show version, via: api}");
        assertEquals("Hostname: r1\nModel: vmx", text(step));
        var request = SERVER.getAllServeEvents().getFirst().getRequest();
        assertEquals("/rpc/get-software-information", request.getUrl());
        assertEquals("text/plain", request.getHeader("Accept"));
    }

    @Test
    void aDeviceWithoutItsApiIsAskedByTheCommandLineAndThatIsSaid() throws Exception {
        try (var closed = new RefusesConnections();
                var cli = new dev.muster.testkit.RefusesConnections()) {
            var device =
                    new WebRun(folder, "port: " + cli.port() + ", http: {port: " + closed.port() + ", tls: false}");
            DeviceResult result = device.run("{show: show version, via: [api, cli]}");
            assertTrue(
                    device.notices().getFirst().contains("commands go by cli, not by api: connection_refused"),
                    device.notices().toString());
            assertEquals(
                    FailureKind.CONNECTION_REFUSED,
                    Objects.requireNonNull(result.decisive().failure()).kind());
        }
    }
}
