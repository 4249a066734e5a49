package dev.muster.inventory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** {@code docs/inventory.md} knows every key that a reader knows. */
class InventoryPageTest {
    private final String page;

    InventoryPageTest() throws IOException {
        page = Files.readString(Path.of("docs/inventory.md"));
    }

    @Test
    void everyKeyOfMustersOwnFormIsExplained() {
        OwnKeys.NAMES.forEach(key -> assertTrue(page.contains("`" + key + "`"), key));
        Setting.all().stream()
                .filter(setting -> !setting.equals(Setting.REFUSED_WHEN)) // only the foreign forms set it
                .flatMap(setting -> java.util.Arrays.stream(setting.name().split("\\.", -1)))
                .forEach(key -> assertTrue(page.contains("`" + key + "`"), key));
    }

    @Test
    void everyKeyOfAForeignFormIsExplainedUnderItsHeading() {
        assertKeys(ForeignForm.ASYNCSSH, "### asyncssh");
        assertKeys(ForeignForm.SCRAPLI, "### scrapli");
        assertKeys(ForeignForm.NETMIKO, "### netmiko and netdev");
    }

    @Test
    void everyKeyOfTheInventoriesOfOtherToolsIsExplainedUnderItsHeading() {
        assertNamed(NornirForm.KEYS.keySet(), "### nornir\n");
        assertNamed(NornirForm.OTHERS, "### nornir\n");
        assertNamed(AnsibleForm.names().keySet(), "### Ansible\n");
        assertNamed(CsvForm.COLUMNS.keySet(), "### CSV\n");
        assertNamed(NetBoxForm.FACTS.keySet(), "### NetBox\n");
        assertNamed(UrlForm.TARGETS, "### JSON by URL\n");
        assertNamed(
                RouterDb.KEYS.keySet().stream()
                        .filter(key -> !key.equals("password"))
                        .toList(),
                "### Oxidized\n");
    }

    private void assertNamed(Collection<String> keys, String heading) {
        String section = page.substring(page.indexOf(heading)).split("\n##+ ", 3)[0];
        keys.forEach(key -> assertTrue(section.matches("(?s).*\\b" + key + "\\b.*"), heading + key));
    }

    private void assertKeys(ForeignForm form, String heading) {
        String section = page.substring(page.indexOf(heading)).split("\n### ", 3)[0];
        form.keys().keySet().stream()
                .filter(key -> !key.equals("name")) // said for all three
                .forEach(key -> assertTrue(section.contains("`" + key + "`"), heading + ": " + key));
    }

    @Test
    void everyFaultOfALabIsNamed() {
        LabForm.FAULTS.forEach(fault -> assertTrue(page.contains("`" + fault + "`"), fault));
    }
}
