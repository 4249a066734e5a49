package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each platform as its users know it: prompts, configuration, save, refusal, logout. */
class LabPlatformsTest extends PlatformTalk {
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
