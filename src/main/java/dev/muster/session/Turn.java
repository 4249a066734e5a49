package dev.muster.session;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line sent and what ends the answer to it.
 *
 * @param hidden whether the line is never shown, as a password
 * @param expect one of these; empty for the prompt
 */
public record Turn(String text, boolean hidden, List<Pattern> expect) {}
