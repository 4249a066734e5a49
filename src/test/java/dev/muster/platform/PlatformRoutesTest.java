package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Platforms are data: what is known of them is read from files, strictly. */
class PlatformRoutesTest {
    private final PlatformCatalog catalog = new PlatformCatalog();

    private Platform iosxe() {
        Platform platform = catalog.find("cisco_iosxe");
        assertNotNull(platform);
        return platform;
    }

    private List<String> way(String from, String to) {
        return iosxe().path(from, to).stream().map(Mode::name).toList();
    }

    @Test
    void theWayBetweenModesPassesThroughThoseBetween() {
        assertEquals(List.of("privilege_exec"), way("exec", "privilege_exec"));
        assertEquals(List.of("privilege_exec", "config"), way("exec", "config"));
        assertEquals(List.of("privilege_exec", "exec"), way("config", "exec"));
        assertEquals(List.of("privilege_exec", "config"), way("tclsh", "config"));
    }

    @Test
    void thereIsNoWayToWhereOneIsNorToNowhere() {
        assertEquals(List.of(), way("exec", "exec"));
        assertEquals(List.of(), way("exec", "nowhere"));
        assertEquals(List.of(), way("", "exec"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cisco_ios", "cisco_ios_xe", "cisco_xe"})
    void aPlatformIsFoundByItsOtherNames(String alias) {
        assertEquals(iosxe(), catalog.find(alias));
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        assertNull(catalog.find("cisco"));
        assertNull(catalog.find("../cisco_iosxe"));
        assertNull(catalog.find(""));
    }

    @Test
    void everyPlatformOfOursCanBeReadAndItsDefaultModeReached() {
        assertTrue(catalog.all().keySet().containsAll(Set.of("cisco_iosxe", "frr", "linux", "terminal")));
        for (Platform platform : catalog.all().values()) {
            assertNotNull(platform.mode(platform.defaultMode()), platform.id());
            assertTrue(catalog.names().containsAll(platform.aliases()), platform.id());
        }
    }

    private static List<String> problems(String yaml) {
        var problems = new Problems();
        Node document = YamlFile.parse("x.yaml", yaml, problems);
        assertNotNull(document);
        assertNull(PlatformFile.read(document, problems));
        return problems.all().stream().map(Problem::toString).toList();
    }
}
