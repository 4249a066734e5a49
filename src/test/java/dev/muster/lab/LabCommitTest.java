package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Platforms that commit: candidates, sessions, what is asked on the way out, and what is taken back. */
class LabCommitTest extends PlatformTalk {
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
}
