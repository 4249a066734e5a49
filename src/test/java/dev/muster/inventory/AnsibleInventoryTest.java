package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.revealed;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.told;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ansible's inventories with the meaning that Ansible's documentation gives them. */
class AnsibleInventoryTest {
    private static final Path INI = RESOURCES.resolve("ansible/hosts.ini");
    private static final Path TREE = RESOURCES.resolve("ansible/tree.yaml");

    private static Device device(Path file, String name) {
        return sound(file).devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static InventoryAccess access(Path password) {
        return new InventoryAccess(AnsibleVault.of(password), SecretSources.unattended(), true);
    }

    @Test
    void rangesOfNumbersKeepTheirZerosAndThoseOfLettersAndStepsWorkToo() {
        assertEquals(
                List.of(
                        "bastion.example.net",
                        "leaf01.example.net",
                        "leaf02.example.net",
                        "leaf03.example.net",
                        "leaf-a",
                        "leaf-b",
                        "leaf-c",
                        "spine1",
                        "spine3",
                        "spine5"),
                names(sound(INI)));
    }

    @Test
    void aPortMayStandBehindTheHost() {
        Device bastion = device(INI, "bastion.example.net");

        assertEquals("bastion.example.net", bastion.host());
        assertEquals(2222, value(bastion, Setting.PORT));
        assertEquals("ops", value(bastion, Setting.USERNAME).written(), "the host's own is nearer than all's");
        assertEquals(List.of("ungrouped"), bastion.groups());
    }

    @Test
    void theValuesOfAnIniInventoryArePythonLiteralsElseText() {
        Map<String, ?> data = device(INI, "leaf01.example.net").data();

        assertEquals(12L, data.get("rack"));
        assertEquals("QFX 5120", data.get("model"));
        assertEquals(9100L, data.get("mtu"));
        assertEquals(true, data.get("lldp"));
        assertEquals(List.of("a", "b"), data.get("tags"));
        assertEquals("yes", data.get("plain"), "no literal of Python's");
    }

    @Test
    void aChildGroupIsNearerThanItsParentAndFilesAreNearerThanTheInventory() {
        Device leaf = device(INI, "leaf01.example.net");
        Device spine = device(INI, "spine3");

        assertEquals("leafy", value(leaf, Setting.USERNAME).written(), "group_vars/leafs/one.yml");
        assertEquals("fabric", value(spine, Setting.USERNAME).written(), "its parent's, before all's");
        assertEquals("group_vars/all", leaf.data().get("origin"), "before [all:vars]");
        assertEquals("eos", value(spine, Setting.PLATFORM), "a host's own, by its full name");
        assertEquals("juniper_junos", value(leaf, Setting.PLATFORM));
        assertEquals(List.of("ssh"), value(leaf, Setting.TRANSPORT), "network_cli");
        assertEquals(List.of("leafs", "fabric"), leaf.groups(), "the nearest first");
    }

    @Test
    void namesInBracesAreFilledInAndEnvironmentLookupsStayReferences() {
        Device leaf = device(INI, "leaf02.example.net");

        assertEquals("leaf02.mgmt.example.net", leaf.host());
        assertEquals(830, value(leaf, Setting.PORT));
        assertEquals(List.of("netconf"), value(leaf, Setting.TRANSPORT));
        assertEquals("${env:NET_PASSWORD}", value(leaf, Setting.PASSWORD).written());
        assertEquals("${env:ENABLE}", value(leaf, Setting.ENABLE_PASSWORD).written());
    }

    @Test
    void groupsOfTheSameDepthMergeByPriorityThenByName() {
        Map<String, Object> colours = sound(TREE).devices().stream()
                .collect(Collectors.toMap(
                        Device::name, device -> String.valueOf(device.data().get("colour"))));

        assertEquals(Map.of("alone", "grey", "ams1", "orange", "ams2", "orange"), colours);
        assertEquals("euro", value(device(TREE, "ams2"), Setting.USERNAME).written());
        assertEquals("iosxr", value(device(TREE, "ams1"), Setting.PLATFORM));
    }

    @Test
    void aHigherPriorityWinsOverALaterName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), """
                [aaa]
                R1 ansible_host=192.0.2.1
                [bbb]
                R1
                [aaa:vars]
                colour=first
                ansible_group_priority=2
                [bbb:vars]
                colour=second
                """);

        assertEquals("first", device(file, "R1").data().get("colour"));
    }

    @Test
    void aFolderIsOneInventoryOfAllItsFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("01-hosts"), "[core]\nR1 ansible_host=192.0.2.1\n");
        Files.writeString(folder.resolve("02-more.yml"), "core:\n  hosts:\n    R2: {ansible_host: 192.0.2.2}\n");
        Files.writeString(folder.resolve("notes.md"), "no inventory\n");
        Files.createDirectory(folder.resolve("group_vars"));
        Files.writeString(folder.resolve("group_vars/core"), "ansible_user: net\n");

        Inventory inventory = sound(folder);

        assertEquals(List.of("R1", "R2"), names(inventory));
        assertEquals("net", value(inventory.devices().get(1), Setting.USERNAME).written());
    }

    @Test
    void argumentsOfSshGiveJumpHostsAndHostKeyRules(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), """
                R1 ansible_host=192.0.2.1 ansible_ssh_common_args='-o ProxyCommand="ssh -W %h:%p -q ops@gate" -o StrictHostKeyChecking=no'
                R2 ansible_host=192.0.2.2 ansible_ssh_common_args="-J ops@gate:2200"
                """);

        Device r1 = device(file, "R1");
        assertEquals("gate", value(r1, Setting.VIA).getFirst().name());
        assertEquals(HostKeyRule.OFF, value(r1, Setting.HOST_KEY));
        Via hop = value(device(file, "R2"), Setting.VIA).getFirst();
        assertEquals("gate", hop.name());
        assertTrue(String.valueOf(hop.own()).length() > 0);
    }

    @Test
    void mistakesAreToldWithTheirPlaces(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), """
                [core]
                R1 ansible_hots=192.0.2.1
                R2 ansible_port=ssh
                r[9:1]
                [cores:vars]
                x=1
                [edge:children]
                cor
                """);

        assertEquals(
                List.of(
                        file + ":2:4: unknown variable `ansible_hots`; did you mean `ansible_host`?",
                        file + ":3:4: `ansible_port` needs a whole number, found `ssh`",
                        file + ":4:1: the range [9:1] is empty: it goes from the lower to the higher, both numbers or"
                                + " both letters",
                        file + ":5:1: unknown group `cores`; did you mean `core`?",
                        file + ":8:1: unknown group `cor`; did you mean `core`?"),
                told(file));
    }

    @Test
    void jinjaThatIsTooMuchIsAnErrorForASettingAndAWarningForAFact(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), """
                all:
                  hosts:
                    R1:
                      ansible_host: "{{ nowhere }}"
                """);
        assertEquals(
                List.of(file + ":4:21: `{{ nowhere }}` cannot be filled in here: unknown name `nowhere`"),
                told(file).stream().map(line -> line.replaceFirst(";.*", "")).toList());

        Files.writeString(file, Files.readString(file).replace("ansible_host", "fact"));
        Inventory read = sound(file);
        assertEquals("{{ nowhere }}", read.devices().getFirst().data().get("fact"));
        assertEquals(1, read.warnings().size());
        assertTrue(read.warnings().getFirst().toString().startsWith(file + ":4:13: stays as it is written"));
    }

    @Test
    void hostsOnThisMachineAreLeftOutWithAWord(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("hosts"), "localhost ansible_connection=local\nR1 ansible_host=192.0.2.1\n");

        Inventory read = sound(file);

        assertEquals(List.of("R1"), names(read));
        assertTrue(read.warnings().getFirst().toString().contains("`localhost` is this machine"));
    }

    @Test
    void encryptedValuesAndFilesAreOpenedWithTheVaultsPassword(@TempDir Path folder)
            throws IOException, SecretText.Missing {
        Path password = Files.writeString(folder.resolve("pass"), "correct horse\n");
        Path file = VaultSample.inventory(folder);
        var problems = new Problems();

        Inventory read = InventoryFile.read(file, access(password), problems);

        assertEquals(List.of(), problems.all());
        Device device = java.util.Objects.requireNonNull(read).devices().getFirst();
        assertEquals("s3cret", revealed(device, Setting.PASSWORD));
        assertEquals("opensesame", revealed(device, Setting.ENABLE_PASSWORD), "named by {{ vault_enable }}");
        assertEquals("(ansible-vault)", value(device, Setting.PASSWORD).display());
        assertFalse(device.data().toString().contains("opensesame"), "what is encrypted becomes no fact");
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void aWrongPasswordOfTheVaultAndNoneAreTold(@TempDir Path folder) throws IOException {
        Path file = VaultSample.inventory(folder);
        Path wrong = Files.writeString(folder.resolve("wrong"), "incorrect");
        var problems = new Problems();

        InventoryFile.read(file, access(wrong), problems);

        assertTrue(
                problems.all().toString().contains("vault.yml: the vault's password is wrong"),
                problems.all()::toString);
        assertTrue(told(file).toString().contains("--vault-password-file"));
    }
}
