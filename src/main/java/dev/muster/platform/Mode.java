package dev.muster.platform;

import org.jspecify.annotations.Nullable;

/**
 * A mode of a command line: how its prompt looks, how it is entered and left.
 *
 * @param enter the command that enters it, or null when a session only starts in it
 * @param from the mode in which {@code enter} works and to which {@code leave} leads, or null
 * @param leave the command that leaves it, or null
 * @param secretPrompt what asks for the enable password after {@code enter}, or null when nothing does
 */
public record Mode(
        String name,
        PromptPattern prompt,
        @Nullable String enter,
        @Nullable String from,
        @Nullable String leave,
        java.util.regex.@Nullable Pattern secretPrompt) {}
