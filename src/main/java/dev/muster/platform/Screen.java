package dev.muster.platform;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a device shows things.
 *
 * @param promptLines how many last lines a prompt may span, 1 or 2
 * @param promptTruncation how many characters of a long host name the prompt keeps in configuration mode, 0 for all
 * @param pager what a pager shows and what is answered, or null when there is none
 * @param stripLines lines that are decoration and no output
 * @param collapseBlankLines whether every second blank line is the device's own addition
 */
public record Screen(
        int promptLines,
        int promptTruncation,
        Platform.@Nullable Pager pager,
        List<Pattern> stripLines,
        boolean collapseBlankLines) {

    public Screen {
        stripLines = List.copyOf(stripLines);
    }
}
