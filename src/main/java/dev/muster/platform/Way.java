package dev.muster.platform;

/**
 * One step from a mode to another.
 *
 * @param command what is sent, as the platform has it: {@code {name}} is not filled in
 * @param inward whether the mode is entered, so that its password may be asked for; else the other one is left
 */
public record Way(Mode from, Mode to, String command, boolean inward) {}
