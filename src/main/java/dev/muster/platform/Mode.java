package dev.muster.platform;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mode of a command line: how its prompt looks, how it is entered and left.
 *
 * @param enter the command that enters it, or null when a session only starts in it; may contain {@code {name}} for a
 *     name that the user gives, as configuration sessions have
 * @param entrances the modes in which {@code enter} works; {@code leave} leads to the first
 * @param leave the command that leaves it, or null
 * @param secretPrompt what asks for a password after {@code enter}, or null when nothing does
 * @param login whether a session can begin in it
 * @param commit what makes the changes of this mode effective where it differs from the platform's way, or null
 * @param abort what drops the changes of this mode and leaves it, or null
 */
public record Mode(
        String name,
        PromptPattern prompt,
        @Nullable String enter,
        List<String> entrances,
        @Nullable String leave,
        @Nullable Pattern secretPrompt,
        boolean login,
        @Nullable String commit,
        @Nullable String abort) {

    public Mode {
        entrances = List.copyOf(entrances);
    }

    /** The first mode in which {@code enter} works and to which {@code leave} leads, or null. */
    public @Nullable String from() {
        return entrances.isEmpty() ? null : entrances.get(0);
    }
}
