package dev.muster.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;

/** Reads inventories for tests, and fails on mistakes that a test does not expect. */
final class Reading {
    static final Path RESOURCES = Path.of("src/test/resources/inventory");

    private Reading() {}

    static Inventory sound(Path file) {
        var problems = new Problems();
        Inventory inventory = InventoryFile.read(file, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(inventory);
        return inventory;
    }

    static List<String> told(Path file) {
        var problems = new Problems();
        assertNull(InventoryFile.read(file, problems));
        return problems.all().stream().map(Problem::toString).toList();
    }

    static Inventory inline(String yaml) {
        var problems = new Problems();
        Node node = YamlFile.parse("inline", yaml, problems);
        assertNotNull(node);
        Inventory inventory = InventoryFile.read(node, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(inventory);
        return inventory;
    }

    static Device only(String yaml) {
        List<Device> devices = inline(yaml).devices();
        assertEquals(1, devices.size());
        return devices.get(0);
    }

    static List<String> names(Inventory inventory) {
        return inventory.devices().stream().map(Device::name).toList();
    }

    static <T> T value(Device device, Setting<T> setting) {
        Sourced<T> value = device.settings().get(setting);
        assertNotNull(value, setting.name());
        return value.value();
    }

    static String revealed(Device device, Setting<SecretText> setting) throws SecretText.Missing {
        return value(device, setting).resolve(Path.of(""), SecretSources.unattended());
    }
}
