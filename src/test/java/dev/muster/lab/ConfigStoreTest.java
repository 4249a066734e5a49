package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Simulation.Style;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations as blocks and as trees, and what happens to candidates of them. */
class ConfigStoreTest {
    private static final Style BLOCKS =
            new Style(false, "no ", 2, "", "!", List.of("end"), List.of(), List.of(), "hostname ");
    private static final Style TREE =
            new Style(true, "", 4, "", "", List.of(), List.of("unit"), List.of("host-name", "mtu"), "host-name ");

    private final ConfigStore store = new ConfigStore(BLOCKS, () -> "hostname R1\ninterface A\n  mtu 9000\n!\nend\n");

    private void change(String key, String line) {
        store.change(key, config -> config.keep(null, line, ""));
    }

    private String running() {
        return store.read(null, Config::text);
    }

    @Test
    void aCandidateIsSeenWhenItIsCommitted() {
        change("a", "hostname R2");
        assertTrue(store.changed("a"));
        assertFalse(store.changed("b"));
        assertFalse(running().contains("R2"));
        store.commit("a", null);
        assertFalse(store.changed("a"));
        assertTrue(running().contains("R2"));
        assertTrue(store.unsaved());
        store.save();
        assertFalse(store.unsaved());
    }

    @Test
    void aDiscardedCandidateLeavesNothing() {
        change("a", "ntp server 192.0.2.1");
        store.discard("a");
        assertFalse(store.changed("a"));
        assertNull(store.hostname());
        assertFalse(store.unsaved());
    }

    @Test
    void theHostnameIsTheRunningConfigurations() {
        store.change(null, config -> config.keep(null, "hostname R2", "hostname "));
        assertEquals("R2", store.hostname());
        store.restart();
        assertEquals("R1", store.hostname());
    }

    @Test
    void anUnconfirmedCommitIsTakenBackAndAConfirmedOneStays() {
        change("a", "ntp server 192.0.2.1");
        store.commit("a", Duration.ofNanos(1));
        assertFalse(running().contains("ntp"));
        change("b", "ntp server 192.0.2.2");
        store.commit("b", Duration.ofHours(1));
        assertTrue(store.unconfirmed());
        store.commit("b", null);
        assertFalse(store.unconfirmed());
        assertTrue(running().contains("192.0.2.2"));
    }

    @Test
    void formerConfigurationsCanBeLoadedAgain() {
        change("a", "ntp server 192.0.2.1");
        store.commit("a", null);
        assertTrue(store.load("a", 1));
        assertTrue(store.changed("a"));
        assertFalse(store.load("a", 2));
        assertTrue(store.load("a", 0));
        assertFalse(store.changed("a"));
    }

    @Test
    void changesOfBlocksNameSectionsAndWhatIsGone() {
        store.change("a", config -> {
            config.keep("interface A", "shutdown", "");
            config.remove("interface A", "mtu 9000");
            config.keep("interface B", "mtu 1500", "");
            config.remove(null, "hostname");
        });
        assertEquals(
                "interface A\n  no mtu 9000\n  shutdown\n!\ninterface B\n  mtu 1500\n!\nno hostname R1\n",
                store.changes("a"));
    }

    @Test
    void aTreeIsShownInBracesAndHasSingleValues() {
        var tree = new TreeConfig("host-name r1\nport x unit 0 mtu 1500\nport x unit 1 name \"a b\"\nport y off", TREE);
        tree.keep(null, "host-name r2", "");
        tree.keep("port x", "unit 0 mtu 9000", "");
        tree.remove("port", "y");
        assertEquals("""
                host-name r2;
                port {
                    x {
                        unit 0 {
                            mtu 9000;
                        }
                        unit 1 {
                            name {
                                "a b";
                            }
                        }
                    }
                }
                """, tree.text());
        assertEquals(
                List.of("host-name r2", "port x unit 0 mtu 9000", "port x unit 1 name \"a b\""), tree.statements());
    }

    @Test
    void variantsAreTakenInTurn() {
        Simulation junos = new Simulations().of("juniper_junos");
        assertEquals(Map.of("unit", "", "unit_line", ""), junos.variant(1));
        assertEquals("{master:0}", junos.variant(2).get("unit"));
        assertEquals(junos.variant(1), junos.variant(3));
    }
}
