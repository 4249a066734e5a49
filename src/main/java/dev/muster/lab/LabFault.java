package dev.muster.lab;

import java.util.Locale;

/** What can be wrong with a simulated device. */
public enum LabFault {
    SLOW("waits several seconds before each answer"),
    WRONG_PASSWORD("refuses every login"),
    HANG("says nothing after login"),
    REFUSE("refuses every show command except show version"),
    CLOSE("closes the connection in the middle of the first show"),
    UNREACHABLE("nothing listens on its port"),
    DRIP("answers show commands at about one byte a second"),
    FLOOD_BANNER("greets with a banner of 1 MB"),
    WRONG_PROMPT("shows a prompt that no platform has"),
    NO_ENABLE("refuses every enable password"),
    SLOW_SAVE("takes several seconds to save its configuration"),
    HANG_UP("closes the connection right after login"),
    MUTE("takes telnet connections and says nothing on them"),
    BROKEN_FRAMES("breaks the framing of its first answer by NETCONF");

    private final String description;

    LabFault(String description) {
        this.description = description;
    }

    /** The name users write, such as {@code flood_banner}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the device does, as the end of a sentence about it. */
    public String description() {
        return description;
    }
}
