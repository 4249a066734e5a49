package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's platforms beside Muster's own. */
class PlatformCatalogTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();
    private final List<Path> files = new ArrayList<>();

    @Test
    void aUsersPlatformIsFoundByItsNameAndAliases() throws IOException {
        file("acme.yaml", """
                id: acme
                aliases: [acme_os]
                default_mode: cli
                modes: [{name: cli, pattern: '^acme>$'}]
                """);
        PlatformCatalog catalog = sound();
        assertSame(catalog.find("acme"), catalog.find("acme_os"));
        assertSame(catalog.find("acme"), catalog.find("acme_os_telnet"));
        assertTrue(catalog.names().containsAll(List.of("acme", "acme_os", "cisco_iosxe", "cisco_ios")));
        assertTrue(catalog.all().containsKey("acme"));
    }

    @Test
    void aUsersPlatformReplacesOurOwnOfTheSameNameUnderEveryName() throws IOException {
        file("ios.yaml", """
                id: cisco_iosxe
                default_mode: cli
                modes: [{name: cli, pattern: '#$'}]
                """);
        PlatformCatalog catalog = sound();
        assertEquals("cli", found(catalog, "cisco_iosxe").defaultMode());
        assertSame(catalog.find("cisco_iosxe"), catalog.find("cisco_ios"));
    }

    @Test
    void anExtensionChangesOnlyTheKeysThatItNames() throws IOException {
        file("ios.yaml", """
                id: cisco_iosxe
                extends: cisco_iosxe
                setup: [terminal length 0]
                save: {limit: 5m}
                """);
        Platform own = found(new PlatformCatalog(), "cisco_iosxe");
        Platform changed = found(sound(), "cisco_ios");
        assertEquals(List.of("terminal length 0"), changed.setup());
        assertEquals(own.aliases(), changed.aliases());
        assertEquals(own.save(), changed.save());
        assertEquals(
                300, changed.saving() == null ? 0 : changed.saving().limit().toSeconds());
        assertEquals(own.leave(), changed.leave());
    }

    @Test
    void anExtensionChangesModesByNameAndTriesNewOnesFirst() throws IOException {
        file("acme.yaml", """
                id: acme
                extends: cisco_ios
                modes:
                  - {name: config, enter: conf t}
                  - {name: diag, pattern: '^diag#$', from: privilege_exec, enter: diag, leave: exit}
                """);
        Platform acme = found(sound(), "acme");
        assertEquals(
                List.of("diag", "config", "tclsh", "privilege_exec", "exec"),
                acme.modes().stream().map(Mode::name).toList());
        Mode config = acme.mode("config");
        assertEquals("conf t", config == null ? "" : config.enter());
        assertTrue(config != null && config.prompt().matches("R1(config-if)#"));
        assertEquals(List.of(), acme.aliases());
    }

    @Test
    void aUsersPlatformCanExtendAnotherOfTheUsers() throws IOException {
        file("b.yaml", "{id: b, extends: a, leave: [bye]}");
        file("a.yaml", "{id: a, default_mode: cli, modes: [{name: cli, pattern: 'a>$'}], save: keep}");
        Platform b = found(sound(), "b");
        assertEquals(List.of("keep"), b.save());
        assertEquals(List.of("bye"), b.leave());
    }

    @Test
    void extensionsInACircleAreTold() throws IOException {
        file("a.yaml", "{id: a, extends: b}");
        file("b.yaml", "{id: b, extends: a}");
        assertNull(PlatformCatalog.over(files, problems).find("a"));
        assertEquals(2, problems.size());
        assertTrue(problems.all().get(0).toString().contains("a.yaml:1:18: `extends` leads back"));
    }

    @Test
    void aNameThatBelongsToAnotherPlatformIsRefusedWithItsPlace() throws IOException {
        file("acme.yaml", """
                id: acme
                aliases: [cisco_ios, juniper_junos]
                default_mode: cli
                modes: [{name: cli, pattern: '^acme>$'}]
                """);
        file("again.yaml", """
                id: acme
                default_mode: cli
                modes: [{name: cli, pattern: '^acme>$'}]
                """);
        PlatformCatalog.over(files, problems);
        assertEquals(
                List.of(
                        "acme.yaml:2:1: alias `cisco_ios` is already a name of platform `cisco_iosxe`",
                        "acme.yaml:2:1: alias `juniper_junos` is already a name of platform `juniper_junos`",
                        "again.yaml:1:1: platform `acme` is also in acme.yaml:1"),
                problems.all().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList());
    }

    @Test
    void transportsAtTheEndOfANameAreNoPartOfIt() {
        var catalog = new PlatformCatalog();
        assertSame(catalog.find("cisco_iosxe"), catalog.find("cisco_ios_telnet"));
        assertSame(catalog.find("arista_eos"), catalog.find("arista_eos_ssh"));
        assertNull(catalog.find("vax_ssh"));
        assertNull(catalog.find("../terminal"));
    }

    private PlatformCatalog sound() {
        PlatformCatalog catalog = PlatformCatalog.over(files, problems);
        assertEquals(List.of(), problems.all());
        return catalog;
    }

    private static Platform found(PlatformCatalog catalog, String name) {
        Platform platform = catalog.find(name);
        assertNotNull(platform, name);
        return platform;
    }

    private void file(String name, String text) throws IOException {
        files.add(Files.writeString(folder.resolve(name), text));
    }
}
