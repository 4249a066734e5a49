package dev.muster.transport;

import java.util.regex.Pattern;

/**
 * What a telnet login shows, on the last line.
 *
 * @param user asks for the user name
 * @param password asks for the password
 * @param failed says that they were wrong or cannot be right
 */
public record TelnetLogin(Pattern user, Pattern password, Pattern failed) {}
