package dev.muster.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to a command is read.
 *
 * @param limit how long the command may take
 * @param stripCommand whether the echo is removed
 * @param stripPrompt whether the prompt at the end is removed
 * @param strict whether an answer without an ending is a failure; if not, what came until the limit is the answer
 * @param ending waited for in place of the prompt, or null
 * @param refusedWhen more lines by which the device rejects a command
 */
public record Reading(
        Duration limit,
        boolean stripCommand,
        boolean stripPrompt,
        boolean strict,
        @Nullable Pattern ending,
        List<Pattern> refusedWhen) {}
