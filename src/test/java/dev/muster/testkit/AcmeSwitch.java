package dev.muster.testkit;

import java.io.IOException;

/** A telnet switch of a maker that nobody knows: user {@code ann}, password {@code pw-1234}, code {@code code-77}. */
public final class AcmeSwitch {
    private AcmeSwitch() {}

    /** What it does on each connection. */
    public static void play(TelnetDevice.Line line) throws IOException {
        line.say("\nACME CableWorks\n\n");
        boolean known =
                line.ask("Username: ").equals("ann") && line.ask("Password: ").equals("pw-1234");
        line.say("\n" + (known ? "Be nice to this switch.\n" : "% Login invalid\n"));
        boolean enabled = false;
        while (known) {
            String command = line.ask("acme-7 [main]" + (enabled ? "% " : ": "));
            line.say(command + "\n");
            switch (command) {
                case "show version" -> line.say("Acme FabricOS release 4.2\nUptime 3 days\n");
                case "show ports" -> line.say(enabled ? "1 up\n2 down\n" : "?? not now: show ports\n");
                case "enable" -> {
                    enabled |= line.ask("Secret code: ").equals("code-77");
                    line.say("\n");
                }
                case "quit" -> known = false;
                case "", "no page" -> {}
                default -> line.say("?? not a word I know: " + command + "\n");
            }
        }
        line.hangUp();
    }
}
