package dev.muster.platform;

import java.util.List;

/**
 * How a session begins.
 *
 * @param dialogs questions between authentication and the first prompt
 * @param usernameSuffix added to the user name to switch colours and the like off, mostly empty
 */
public record Login(List<Dialog> dialogs, String usernameSuffix, Telnet telnet) {
    public Login {
        dialogs = List.copyOf(dialogs);
    }
}
