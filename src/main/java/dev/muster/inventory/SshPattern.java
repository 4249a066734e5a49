package dev.muster.inventory;

import java.util.List;
import java.util.regex.Pattern;

/** OpenSSH's patterns: {@code *}, {@code ?} and, in a list, {@code !} for those that are not meant. */
final class SshPattern {
    private SshPattern() {}

    static boolean matches(String pattern, String text) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    /** Whether one of them matches and none of those with {@code !}. */
    static boolean anyMatches(List<String> patterns, String text) {
        boolean matched = false;
        for (String pattern : patterns) {
            boolean not = pattern.startsWith("!");
            if (matches(not ? pattern.substring(1) : pattern, text)) {
                if (not) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    /** Whether it stands for one name only. */
    static boolean isName(String pattern) {
        return !pattern.startsWith("!") && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }
}
