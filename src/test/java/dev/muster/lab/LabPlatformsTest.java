package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each platform as its users know it: prompts, configuration, commit, save, refusal, logout. */
class LabPlatformsTest {
    private final SshTestClient client = new SshTestClient();
    private Lab lab;
    private SshTestShell shell;

    @AfterEach
    void close() {
        shell.close();
        client.close();
        lab.close();
    }

    private void start(String hostname, String platform, String user, String prompt) throws Exception {
        LabOptions options = LabOptions.defaults().withMinute(Duration.ofMillis(600));
        lab = Lab.start(List.of(LabDevice.of(hostname, platform)), 0, options);
        shell = client.shell(lab.port(hostname), user);
        shell.until(prompt);
    }

    private void start(String hostname, String platform, String prompt) throws Exception {
        start(hostname, platform, "cisco", prompt);
    }

    private String ask(String line, String until) throws IOException, InterruptedException {
        return shell.ask(line, until).replace("\r\r\n", "\n").replace("\r\n", "\n");
    }

    private void logsOutBy(String line) throws Exception {
        shell.send(line + "\r");
        assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        assertEquals(1, lab.stats().logouts());
    }

    @Test
    void iosTruncatesItsPromptInConfigurationMode() throws Exception {
        start("A-ROUTER-WITH-A-VERY-LONG-NAME", "cisco_ios", "A-ROUTER-WITH-A-VERY-LONG-NAME>");
        ask("enable", "Password: ");
        ask("cisco", "LONG-NAME#");
        assertEquals(
                "conf t\nEnter configuration commands, one per line.  End with CNTL/Z.\nA-ROUTER-WITH-A-VERY(config)#",
                ask("conf t", ")#"));
        ask("hostname NEW", "NEW(config)#");
        ask("no hostname NEW", "NEW(config)#");
    }

    @Test
    void nxosSavesWithAProgressBarAndHasSessions() throws Exception {
        start("n9k", "cisco_nxos", "n9k# ");
        ask("terminal length 0", "n9k# ");
        assertTrue(ask("show version", "\nn9k# ").contains("NX-OS"));
        assertTrue(ask("show foo", "\nn9k# ").contains("          ^\n% Invalid command at '^' marker."));
        ask("configure terminal", "n9k(config)# ");
        ask("interface e1/2", "n9k(config-if)# ");
        ask("description by hand", "n9k(config-if)# ");
        ask("end", "n9k# ");
        assertTrue(ask("show running-config", "\nn9k# ")
                .contains("\ninterface Ethernet1/2\n  switchport access vlan 10\n  description by hand\n"));
        assertTrue(ask("copy running-config startup-config", "\nn9k# ").contains("100%\nCopy complete"));
        ask("configure session change1", "n9k(config-s)# ");
        ask("vlan 77", "n9k(config-s-vlan)# ");
        ask("name guests", "n9k(config-s-vlan)# ");
        ask("abort", "n9k# ");
        assertFalse(ask("show running-config", "\nn9k# ").contains("vlan 77"));
        ask("configure session change2", "n9k(config-s)# ");
        ask("vlan 78", "n9k(config-s-vlan)# ");
        assertTrue(ask("commit", "n9k# ").contains("Configuration committed successfully."));
        assertTrue(ask("show running-config", "\nn9k# ").contains("vlan 78\n"));
        logsOutBy("exit");
    }

    @Test
    void xrShowsTheTimeUntilItIsToldNotToAndCommits() throws Exception {
        String prompt = "RP/0/RP0/CPU0:xr1#";
        start("xr1", "cisco_iosxr", prompt);
        assertTrue(ask("show clock", "\n" + prompt).matches("(?s)show clock\n\\w{3} \\w{3} \\d+ [\\d:.]+ UTC\n.*"));
        ask("terminal exec prompt no-timestamp", "\n" + prompt);
        assertTrue(ask("show clock", "\n" + prompt).matches("show clock\n[\\d:.]+ UTC [^\n]*\n" + prompt));
        ask("terminal length 0", "\n" + prompt);
        ask("configure terminal", "(config)#");
        assertTrue(ask("commit", "(config)#").contains("% No configuration changes to commit."));
        ask("interface GigabitEthernet0/0/0/1", "(config-if)#");
        ask("description one", "(config-if)#");
        assertFalse(ask("do show running-config", "(config-if)#").contains("description one"));
        ask("commit", "(config-if)#");
        assertTrue(ask("do show running-config", "(config-if)#").contains("\n shutdown\n description one\n!\n"));
        ask("end", prompt);
        logsOutBy("exit");
    }

    @Test
    void xrAsksBeforeItDropsChanges() throws Exception {
        String prompt = "RP/0/RP0/CPU0:xr1#";
        start("xr1", "cisco_iosxr", prompt);
        ask("terminal length 0", "\n" + prompt);
        ask("configure", "(config)#");
        ask("ntp server 192.0.2.9", "(config)#");
        assertTrue(ask("show configuration", "(config)#").contains("\nntp server 192.0.2.9\n"));
        String question = "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:";
        ask("end", question);
        ask("", "(config)#");
        ask("exit", question);
        ask("what", question);
        ask("no", prompt);
        ask("configure", "(config)#");
        ask("hostname xr2", "xr1(config)#");
        ask("end", question);
        ask("yes", "RP/0/RP0/CPU0:xr2#");
        assertFalse(ask("show running-config", "\nRP/0/RP0/CPU0:xr2#").contains("192.0.2.9"));
    }

    @Test
    void xrNamesTheLinesThatACommitRefuses() throws Exception {
        start("xr1", "cisco_iosxr", "xr1#");
        ask("configure", "(config)#");
        ask("router bgp 65000", "(config)#");
        assertTrue(ask("commit", "(config)#").contains("% Failed to commit one or more configuration items"));
        String why = ask("show configuration failed", "(config)#");
        assertTrue(why.contains("\nrouter bgp 65000\n!!% The process 'bpm' rejected"));
        ask("abort", "xr1#");
        ask("configure", "(config)#");
        ask("exit", "xr1#");
    }

    @Test
    void aCommitThatNobodyConfirmsIsTakenBack() throws Exception {
        start("xr1", "cisco_iosxr", "xr1#");
        ask("configure", "(config)#");
        ask("hostname gone", "(config)#");
        ask("commit confirmed 30", "gone(config)#");
        shell.send("\r");
        long limit = System.nanoTime() + 20_000_000_000L;
        while (!shell.comes("xr1(config)#", Duration.ofMillis(50))) {
            assertTrue(System.nanoTime() < limit);
            shell.send("\r");
        }
        ask("hostname kept", "(config)#");
        ask("commit confirmed 30", "kept(config)#");
        ask("commit", "kept(config)#");
        ask("end", "kept#");
        assertFalse(shell.comes("xr1", Duration.ofMillis(600)));
        ask("", "kept#");
    }

    @Test
    void eosHasSessionsThatAreCommittedAsAWhole() throws Exception {
        start("sw1", "arista_eos", "sw1>");
        ask("enable", "Password: ");
        ask("cisco", "sw1#");
        assertTrue(ask("terminal length 0", "\nsw1#").contains("\nPagination disabled.\n"));
        assertTrue(ask("terminal width 32767", "\nsw1#").contains("\nWidth set to 32767 columns.\n"));
        assertTrue(ask("show version", "\nsw1#").contains("Arista DCS-7050"));
        assertTrue(ask("show foo", "\nsw1#").contains("\n% Invalid input\n"));
        ask("configure session lab-change", "sw1(config-s-lab-ch)#");
        ask("interface Ethernet1", "sw1(config-s-lab-ch-if-Et1)#");
        ask("description new", "-if-Et1)#");
        ask("mtu 12", "-if-Et1)#");
        String refused = ask("commit", "-if-Et1)#");
        assertTrue(refused.contains("% Error: interface Ethernet1 mtu 12") && refused.contains("% Cannot commit"));
        ask("mtu 9000", "-if-Et1)#");
        assertTrue(ask("show session-config diffs", "-if-Et1)#").contains("   mtu 9000\n"));
        ask("commit", "sw1#");
        String running = ask("show running-config", "\nsw1#");
        assertTrue(running.contains("   description new\n   mtu 9000\n") || running.contains("   mtu 9000\n"));
        ask("configure session other", "sw1(config-s-other)#");
        ask("no ntp server 192.0.2.1", "(config-s-other)#");
        ask("abort", "sw1#");
        assertTrue(ask("show running-config", "\nsw1#").contains("ntp server 192.0.2.1\n"));
        assertTrue(ask("copy running-config startup-config", "\nsw1#").contains("Copy completed successfully."));
        logsOutBy("exit");
    }

    @Test
    void junosCommitsATree() throws Exception {
        start("r1", "juniper_junos", "cisco@r1> ");
        assertTrue(ask("set cli screen-length 0", "cisco@r1> ").contains("\nScreen length set to 0\n\n"));
        assertTrue(ask("show version", "cisco@r1> ").contains("Junos: 21.4R3.15"));
        assertTrue(ask("foo", "cisco@r1> ").contains("          ^\nunknown command.\n"));
        assertEquals("configure\nEntering configuration mode\n\n[edit]\ncisco@r1# ", ask("configure", "# "));
        ask("set system host-name r2", "cisco@r1# ");
        ask("edit interfaces ge-0/0/0", "[edit interfaces ge-0/0/0]\r\ncisco@r1# ");
        ask("set description \"by hand\"", "cisco@r1# ");
        ask("edit unit 0", "[edit interfaces ge-0/0/0 unit 0]\r\ncisco@r1# ");
        ask("up", "[edit interfaces ge-0/0/0]\r\ncisco@r1# ");
        ask("top", "[edit]\r\ncisco@r1# ");
        String compare = ask("show | compare", "cisco@r1# ");
        assertTrue(compare.contains("[edit system]\n-   host-name r1;\n"), compare);
        assertTrue(compare.contains("[edit system]\n+   host-name r2;\n"), compare);
        assertTrue(ask("commit check", "cisco@r1# ").contains("\nconfiguration check succeeds\n"));
        assertTrue(ask("commit", "cisco@r2# ").contains("\ncommit complete\n"));
        ask("exit", "cisco@r2> ");
        String tree = ask("show configuration", "cisco@r2> ");
        assertTrue(tree.contains("system {\n    host-name r2;\n"), tree);
        assertTrue(tree.contains("    ge-0/0/0 {\n        description \"by hand\";\n        mtu 9192;\n"), tree);
        assertTrue(
                tree.contains("        unit 0 {\n            family inet {\n                address 172.16.0.1/16;\n"));
        assertEquals(
                "show configuration | match host-name\n    host-name r2;\n\ncisco@r2> ",
                ask("show configuration | match host-name", "cisco@r2> "));
        logsOutBy("exit");
    }

    @Test
    void junosAsksAboutUncommittedChangesAndRollsBack() throws Exception {
        start("r2", "juniper_junos", "{master:0}\r\ncisco@r2> ");
        ask("configure", "{master:0}[edit]\r\ncisco@r2# ");
        ask("set protocols bgp group ext neighbor 192.0.2.7", "cisco@r2# ");
        String failed = ask("commit", "cisco@r2# ");
        assertTrue(failed.contains("\nerror: configuration check-out failed\n"), failed);
        ask("exit configuration-mode", "Exit with uncommitted changes? [yes,no] (yes) ");
        ask("no", "cisco@r2# ");
        ask("exit configuration-mode", "(yes) ");
        assertTrue(ask("", "cisco@r2> ").contains("Exiting configuration mode"));
        assertTrue(ask("configure", "cisco@r2# ").contains("The configuration has been changed but not committed"));
        assertTrue(ask("rollback 0", "cisco@r2# ").contains("load complete"));
        ask("exit", "cisco@r2> ");
        ask("configure", "cisco@r2# ");
        ask("set system host-name x2", "cisco@r2# ");
        assertTrue(ask("commit confirmed 1", "cisco@x2# ").contains("will be automatically rolled back in 1 minutes"));
        long limit = System.nanoTime() + 20_000_000_000L;
        while (!shell.comes("cisco@r2# ", Duration.ofMillis(100))) {
            assertTrue(System.nanoTime() < limit);
            shell.send("\r");
        }
    }

    @Test
    void junosPagesUntilToldNotTo() throws Exception {
        start("r1", "juniper_junos", "cisco@r1> ");
        ask("show configuration", "---(more)---");
        shell.send(" ");
        shell.until("\r" + " ".repeat(40) + "\r");
        shell.send("q");
        shell.until("cisco@r1> ");
        assertFalse(ask("show configuration | no-more", "cisco@r1> ").contains("---(more)---"));
    }

    @Test
    void asaHasAPagerAndFailoverInItsPrompt() throws Exception {
        start("fw2", "cisco_asa", "fw2/pri/act> ");
        assertTrue(ask("terminal pager 0", "fw2/pri/act> ").contains("ERROR: % Invalid input"));
        ask("enable", "Password: ");
        ask("cisco", "fw2/pri/act# ");
        ask("show running-config", "<--- More --->");
        shell.send("q");
        shell.until("fw2/pri/act# ");
        ask("terminal pager 0", "fw2/pri/act# ");
        assertTrue(ask("show version", "fw2/pri/act# ").contains("Cisco Adaptive Security Appliance"));
        ask("configure terminal", "fw2/pri/act(config)# ");
        ask("object network WEB", "fw2/pri/act(config-network-object)# ");
        ask("host 10.9.9.9", "(config-network-object)# ");
        ask("end", "fw2/pri/act# ");
        assertTrue(ask("show running-config", "fw2/pri/act# ").contains("object network WEB\n host 10.9.9.9\n"));
        assertTrue(ask("write memory", "fw2/pri/act# ").contains("[OK]"));
        logsOutBy("exit");
    }

    @Test
    void comwareHasViewsAndAsksBeforeItSaves() throws Exception {
        start("HPE", "hp_comware", "<HPE>");
        ask("display current-configuration", "---- More ----");
        shell.send("q");
        shell.until("<HPE>");
        ask("screen-length disable", "<HPE>");
        assertTrue(ask("display version", "\n<HPE>").contains("HPE Comware Software"));
        assertTrue(ask("display foo", "\n<HPE>")
                .contains("\n             ^\n % Unrecognized command found at '^' position."));
        ask("system-view", "[HPE]");
        ask("interface gi1/0/1", "[HPE-GigabitEthernet1/0/1]");
        ask("description by hand", "[HPE-GigabitEthernet1/0/1]");
        ask("undo port access vlan 10", "[HPE-GigabitEthernet1/0/1]");
        ask("quit", "[HPE]");
        ask("sysname CORE", "[CORE]");
        ask("return", "<CORE>");
        assertTrue(ask("display current-configuration", "\n<CORE>")
                .contains("\ninterface GigabitEthernet1/0/1\n description by hand\n#\n"));
        ask("save", "[Y/N]:");
        ask("y", "press the enter key):");
        assertTrue(ask("", "<CORE>").contains("Configuration is saved to device successfully."));
        assertTrue(ask("display saved-configuration", "\n<CORE>").contains("sysname CORE"));
        logsOutBy("quit");
    }

    @Test
    void limitedComwareOpensItsCommandLineForAPassword() throws Exception {
        start("HPE", "hp_comware_limited", "<HPE>");
        assertTrue(ask("display current-configuration", "<HPE>").contains("% Unrecognized command"));
        ask("_cmdline-mode on", "[Y/N]");
        ask("y", "Please input password:");
        assertTrue(ask("wrong", "<HPE>").contains("Invalid password"));
        ask("_cmdline-mode on", "[Y/N]");
        ask("y", "Please input password:");
        ask("cisco", "<HPE>");
        ask("screen-length disable", "<HPE>");
        assertTrue(ask("display current-configuration", "\n<HPE>").contains("sysname HPE"));
    }

    @Test
    void fujitsuDoublesItsBlankLines() throws Exception {
        start("SWB1", "fujitsu_switch", "(SWB1) >");
        ask("enable", "Password:");
        ask("cisco", "(SWB1) #");
        ask("no pager", "(SWB1) #");
        assertTrue(ask("show version", "\n(SWB1) #").contains("\n\n\nSwitch: 1\n\n\nSystem Description"));
        assertTrue(ask("foo", "(SWB1) #").contains("\n<ERROR> : 2 : format error\n"));
        ask("configure", "(SWB1) (Config)#");
        ask("interface 0/1", "(SWB1) (Interface 0/1)#");
        ask("description uplink", "(Interface 0/1)#");
        ask("end", "(SWB1) #");
        assertTrue(ask("show running-config", "(SWB1) #").contains("\ninterface 0/1\ndescription uplink\nexit\n"));
        ask("quit", "(y/n) ");
        logsOutBy("n");
    }

    @Test
    void routerOsTakesSettingsBehindTheNameAndPaintsLinesTwice() throws Exception {
        start("MT", "mikrotik_routeros", "cisco+ct511w4098h", "[cisco@MT] > \r[cisco@MT] > ");
        String prompt = "[cisco@MT] > ";
        assertTrue(ask("/system identity print", "MT\r\n")
                .startsWith("/system identity print\r" + prompt + "/system identity print\n"));
        shell.until(prompt);
        shell.send("/system clock print\n");
        assertFalse(shell.comes("time:", Duration.ofMillis(200)));
        shell.send("\r");
        shell.until("time:");
        shell.until(prompt);
        ask("/foo", prompt + "/foo");
        assertTrue(shell.until(prompt).contains("bad command name /foo (line 1 column 1)"));
        ask("/ip route add dst-address=203.0.113.0/24 gateway=192.0.2.254", prompt + "/ip route");
        shell.until("\n" + prompt);
        ask("/export", prompt + "/export");
        assertTrue(
                shell.until("\n" + prompt)
                        .replace("\r", "")
                        .contains(
                                "/ip route\nadd distance=1 gateway=192.168.100.254\nadd dst-address=203.0.113.0/24 gateway=192.0.2.254\n/system"));
        ask("/system identity set name=NEW", "/system identity set name=NEW\r\n");
        shell.until("[cisco@NEW] > ");
        logsOutBy("/quit");
    }

    @Test
    void everyFourthRouterOsAsksAboutItsLicense() throws Exception {
        start("MT4", "mikrotik_routeros", "Do you want to see the software license? [Y/n]: ");
        shell.send("n");
        shell.until("[cisco@MT4] > ");
    }

    @Test
    void arubaSixPagesUntilItIsEnabled() throws Exception {
        start("WLC1", "aruba_aos_6", "(WLC1) >");
        assertTrue(ask("no paging", "(WLC1) >").contains("% Invalid input"));
        ask("enable", "Password:");
        ask("cisco", "(WLC1) #");
        ask("no paging", "(WLC1) #");
        assertTrue(ask("show version", "\n(WLC1) #").contains("ArubaOS (MODEL: Aruba7010)"));
        ask("configure terminal", "(WLC1) (config) #");
        ask("interface vlan 1", "(WLC1) (config-if)#");
        ask("description by-hand", "(WLC1) (config-if)#");
        ask("end", "(WLC1) #");
        assertTrue(ask("show running-config", "\n(WLC1) #").contains("  description by-hand\n"));
        assertTrue(ask("write memory", "(WLC1) #").contains("Configuration Saved."));
        logsOutBy("exit");
    }

    @Test
    void arubaEightMarksWhatIsNotWritten() throws Exception {
        start("WLC2", "aruba_aos_8", "(WLC2) [mm] >");
        ask("enable", "Password:");
        ask("cisco", "(WLC2) [mm] #");
        ask("no paging", "(WLC2) [mm] #");
        ask("configure terminal", "(WLC2) [mm] (config) #");
        ask("ntp server 192.0.2.9", "(WLC2) ^[mm] (config) #");
        ask("end", "(WLC2) ^[mm] #");
        assertFalse(ask("show running-config", "\n(WLC2) ^[mm] #").contains("192.0.2.9"));
        ask("write memory", "(WLC2) [mm] #");
        assertTrue(ask("show running-config", "\n(WLC2) [mm] #").contains("ntp server 192.0.2.9"));
    }
}
