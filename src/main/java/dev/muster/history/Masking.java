package dev.muster.history;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of a configuration, line by line. */
final class Masking {
    /** What stands in their place. */
    static final String REMOVED = "<removed>";

    private final List<Pattern> secrets;

    /** @param secrets their groups are taken out, or all that they match where they have none */
    Masking(List<Pattern> secrets) {
        this.secrets = secrets;
    }

    String masked(String line) {
        String masked = line;
        for (Pattern secret : secrets) {
            Matcher found = secret.matcher(masked);
            if (found.find()) {
                masked = without(masked, found);
            }
        }
        return masked;
    }

    private static String without(String line, Matcher found) {
        if (found.groupCount() == 0) {
            return line.substring(0, found.start()) + REMOVED + line.substring(found.end());
        }
        var left = new StringBuilder(line);
        for (int group = found.groupCount(); group > 0; group--) {
            if (found.start(group) >= 0) {
                left.replace(found.start(group), found.end(group), REMOVED);
            }
        }
        return left.toString();
    }
}
