package dev.muster.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a device reads raw, without a prompt between them.
 *
 * @param opens the line that begins it; without {@code until} its first group is the text that closes it
 * @param until the text that closes it, or null
 */
public record Block(Pattern opens, @Nullable String until) {

    /**
     * The text that closes the block which this line opens, or null when it opens none or closes it itself. The text
     * stands anywhere on a later line.
     */
    public @Nullable String closing(String line) {
        Matcher matcher = opens.matcher(line);
        if (!matcher.find()) {
            return null;
        }
        if (until != null) {
            return until;
        }
        String close = matcher.group(1);
        return close == null || line.indexOf(close, matcher.end(1)) >= 0 ? null : close;
    }
}
