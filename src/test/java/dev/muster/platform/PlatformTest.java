package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a platform's records say of its devices. */
class PlatformTest {
    private static final PlatformCatalog CATALOG = new PlatformCatalog();

    @Test
    void modesAreAGraphThatIsWalkedByTheShortestWay() {
        Platform ios = platform("cisco_iosxe");
        assertEquals(List.of("enable", "configure terminal"), commands(ios, "exec", "config"));
        assertEquals(List.of("end"), commands(ios, "config", "privilege_exec"));
        assertEquals(List.of("tclquit", "configure terminal"), commands(ios, "tclsh", "config"));
        assertEquals(List.of(), commands(ios, "config", "config"));
        assertEquals(List.of(), commands(ios, "nowhere", "config"));
    }

    @Test
    void aShellInWhichASessionBeginsIsNotLeftByLoggingOut() {
        Platform junos = platform("juniper_junos");
        assertEquals(List.of("cli"), commands(junos, "root_shell", "exec"));
        assertEquals(List.of("cli", "configure"), commands(junos, "shell", "config"));
        assertEquals(List.of(), commands(platform("linux"), "root", "cli"));
    }

    @Test
    void aModeWithoutItsOwnEntranceIsStillNamed() {
        Way way = platform("checkpoint_gaia").route("expert", "cli").get(0);
        assertEquals("clish", way.command());
        assertTrue(way.inward());
    }

    @Test
    void aTextThatIsExcludedIsNoPrompt() {
        Platform platform = read("""
                id: x
                default_mode: cli
                modes: [{name: cli, pattern: '^(?<host>\\w+)#$', excludes: '^Total'}]
                """);
        assertTrue(platform.modes().get(0).prompt().matches("R1#"));
        assertFalse(platform.modes().get(0).prompt().matches("Total#"));
        assertNull(platform.modes().get(0).prompt().host("Total#"));
    }

    @Test
    void aCommitSaysAllThatIsAskedForAtOnce() {
        Commit xr = commit("cisco_iosxr");
        assertEquals("commit", xr.command(null, null, null));
        assertEquals("commit confirmed 300", xr.command(null, null, Duration.ofMinutes(5)));
        assertEquals(
                "commit confirmed 90 label L1 comment why not", xr.command("why not", "L1", Duration.ofMillis(89_001)));
        Commit junos = commit("juniper_junos");
        assertEquals("commit confirmed 2 comment \"x\"", junos.command("x", "no labels here", Duration.ofSeconds(61)));
    }

    @Test
    void aBlockEndsWithTheTextThatItsFirstLineNames() {
        Configuration ios = platform("cisco_iosxe").configuration();
        assertNotNull(ios);
        Block banner = ios.multiline().get(0);
        assertEquals("^C", banner.closing("banner motd ^C"));
        assertEquals("#", banner.closing("banner motd # Authorized only"));
        assertNull(banner.closing("banner motd # Authorized only #"));
        assertNull(banner.closing("hostname R1"));
        Configuration eos = platform("arista_eos").configuration();
        assertNotNull(eos);
        assertEquals("EOF", eos.multiline().get(0).closing("banner login"));
    }

    @Test
    void aDialogAnswersOnlyAfterItsCommand() {
        var dialog = new Dialog(Pattern.compile("proceed\\?"), "yes", true, null, "commit replace");
        assertTrue(dialog.appliesTo("commit replace"));
        assertFalse(dialog.appliesTo("commit"));
        assertFalse(dialog.isSecret());
        assertTrue(platform("hp_comware_limited").dialogs().stream().anyMatch(Dialog::isSecret));
    }

    @Test
    void shortFormsMeanWhatLongFormsSay() {
        String rest = "id: x\ndefault_mode: cli\nmodes: [{name: cli, pattern: 'x>$'}]\n";
        Platform brief = read(rest + "save: write memory\n");
        Platform whole =
                read(rest + "save: {commands: [write memory]}\nenter_key: \"\\n\"\necho: true\nprompt_lines: 1\n");
        assertEquals(brief.save(), whole.save());
        assertEquals(brief.keyboard(), whole.keyboard());
        assertEquals(brief.screen(), whole.screen());
        assertEquals(Telnet.USUAL, brief.login().telnet());
    }

    @Test
    void whatDevicesWantTypedIsRead() {
        Platform routeros = platform("mikrotik_routeros");
        assertEquals(new Keyboard("\r", Echoing.TWICE), routeros.keyboard());
        assertEquals("+ct511w4098h", routeros.login().usernameSuffix());
        assertFalse(routeros.login().dialogs().get(0).newline());
        assertFalse(platform("hp_comware").echo());
        assertTrue(platform("fujitsu_switch").screen().collapseBlankLines());
    }

    @Test
    void telnetQuestionsAreToldFromOtherLines() {
        for (String asks : List.of("Username: ", "login: ", "r1 login: ", "User:", "user name :")) {
            assertTrue(Telnet.USUAL.user().matcher(asks).find(), asks);
        }
        assertFalse(Telnet.USUAL.user().matcher("Last login: Mon Nov 22").find());
        for (String asks : List.of("Password: ", "password:", "Password for admin: ", "admin@r1's password: ")) {
            assertTrue(Telnet.USUAL.password().matcher(asks).find(), asks);
        }
        for (String failed :
                List.of("% Login invalid", "Login incorrect", "% Bad passwords", "Password required, but none set")) {
            assertTrue(Telnet.USUAL.failed().matcher(failed).find(), failed);
        }
    }

    private static Commit commit(String name) {
        Commit commit = platform(name).commit();
        assertNotNull(commit);
        return commit;
    }

    private static List<String> commands(Platform platform, String start, String goal) {
        return platform.route(start, goal).stream().map(Way::command).toList();
    }

    private static Platform platform(String name) {
        Platform platform = CATALOG.find(name);
        assertNotNull(platform, name);
        return platform;
    }

    private static Platform read(String text) {
        var problems = new Problems();
        Node document = YamlFile.parse("x.yaml", text, problems);
        assertNotNull(document);
        Platform platform = PlatformFile.read(document, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(platform);
        return platform;
    }
}
