package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform files that come with Muster. */
class OwnPlatformsTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/muster/platforms");
    private static final PlatformCatalog CATALOG = new PlatformCatalog();

    @ParameterizedTest
    @MethodSource("files")
    void everyFileStandsUpToTheChecksOfAUsersFile(Path file) {
        var problems = new Problems();
        Node document = YamlFile.read(file, problems);
        assertNotNull(document);
        Platform platform = PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(platform);
        assertEquals(file.getFileName().toString(), platform.id() + ".yaml");
        assertFalse(platform.description().isBlank());
    }

    @Test
    void telnetsUsualPatternsEndSoonOnEveryLine() {
        for (var pattern : List.of(Telnet.USUAL.user(), Telnet.USUAL.password(), Telnet.USUAL.failed())) {
            assertNull(RegexCheck.problem(pattern.pattern(), pattern.flags()), pattern.pattern());
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void commandsCanRunFromWhereverASessionBegins(Platform platform) {
        for (Mode mode : platform.modes()) {
            boolean there = mode.name().equals(platform.defaultMode());
            if (mode.entrances().isEmpty() && !there) {
                assertFalse(platform.route(mode.name(), platform.defaultMode()).isEmpty(), mode.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void theModeForConfigurationIsReachedAndLeftAgain(Platform platform) {
        Configuration configuration = platform.configuration();
        if (configuration != null && !configuration.mode().equals(platform.defaultMode())) {
            assertFalse(
                    platform.route(platform.defaultMode(), configuration.mode()).isEmpty());
            assertFalse(
                    platform.route(configuration.mode(), platform.defaultMode()).isEmpty());
        }
    }

    @Test
    void noNameMeansTwoPlatforms() {
        Map<String, String> owners = new HashMap<>();
        CATALOG.all().forEach((id, platform) -> {
            assertNull(owners.put(id, id), id);
            platform.aliases().forEach(alias -> assertNull(owners.put(alias, id), alias));
        });
    }

    @Test
    void theQuickScanFindsTheAliasesThatTheFilesHave() {
        var read = new TreeMap<String, String>();
        CATALOG.all().forEach((id, platform) -> platform.aliases().forEach(alias -> read.put(alias, id)));
        assertEquals(read, new PlatformResources().aliases());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // netdev
                "arista_eos",
                "aruba_aos_6",
                "aruba_aos_8",
                "cisco_asa",
                "cisco_ios",
                "cisco_ios_xe",
                "cisco_ios_xr",
                "cisco_nxos",
                "fujitsu_switch",
                "hp_comware",
                "hp_comware_limited",
                "juniper_junos",
                "mikrotik_routeros",
                "terminal",
                // scrapli
                "cisco_iosxe",
                "cisco_iosxr",
                "huawei_vrp",
                "nokia_sros",
                "fortinet_fortios",
                "paloalto_panos",
                "cisco_aireos",
                "cisco_cbs",
                "cumulus_linux",
                "cumulus_vtysh",
                "vyos_vyos",
                "nokia_srlinux",
                // netmiko
                "cisco_xe",
                "cisco_xr",
                "cisco_ios_telnet",
                "cisco_xr_ssh",
                "juniper",
                "juniper_junos_telnet",
                "aruba_os",
                "aruba_osswitch",
                "aruba_procurve",
                "aruba_aoscx",
                "huawei",
                "huawei_vrpv8",
                "hp_procurve",
                "hp_procurve_telnet",
                "generic",
                "generic_termserver_telnet",
                "dell_os10",
                "fortinet",
                "extreme",
                "extreme_exos",
                "ubiquiti_edge",
                "ubiquiti_edgeswitch",
                "ubiquiti_edgerouter",
                "ubiquiti_unifiswitch",
                "checkpoint_gaia",
                "cisco_wlc",
                "cisco_wlc_ssh",
                "cisco_s300",
                "vyos",
                "vyatta_vyos",
                "alcatel_sros",
                "nokia_srl",
                "cisco_ftd",
                "linux",
                "autodetect"
            })
    void namesOfOtherProgramsAreKnown(String name) {
        assertNotNull(CATALOG.find(name), name);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void configurationAndLogLinesAreNoRefusals(Platform platform) {
        for (String line : List.of(
                " description % Error budget link, syntax error: see ticket",
                " remark Error: not found is what users said",
                "Nov 22 14:01:02 UTC: %SYS-5-CONFIG_I: Configured from console",
                "Gi0/1   not found   connected    1   a-full a-1000",
                "  5 minute input rate 0 bits/sec, 0 packets/sec, 0 output errors",
                "snmp-server location Invalid input detected street")) {
            assertTrue(
                    platform.refusals().stream()
                            .noneMatch(refusal -> refusal.matcher(line).find()),
                    () -> platform.id() + " takes for a refusal: " + line);
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    static List<Platform> platforms() {
        return List.copyOf(CATALOG.all().values());
    }
}
