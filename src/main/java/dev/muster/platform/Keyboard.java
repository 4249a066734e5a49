package dev.muster.platform;

/**
 * How a device wants to be typed at.
 *
 * @param enterKey what ends a line, {@code \n} for most
 * @param echoing what it does with what is typed
 */
public record Keyboard(String enterKey, Echoing echoing) {}
