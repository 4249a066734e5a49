package dev.muster.platform;

import java.util.regex.Pattern;

/**
 * What a telnet login shows, on the last line.
 *
 * @param user asks for the user name
 * @param password asks for the password
 * @param failed says that they were wrong or cannot be right
 */
public record Telnet(Pattern user, Pattern password, Pattern failed) {
    /** What most devices show. */
    public static final Telnet USUAL = new Telnet(
            Pattern.compile("(?i)(?:user ?name|login|login as|user)\\s?:\\s*$", Pattern.UNIX_LINES),
            Pattern.compile("(?i)(?:password|passcode)(?: for [^:]{1,64})?\\s?:\\s*$", Pattern.UNIX_LINES),
            Pattern.compile(
                    "(?i)login (?:incorrect|invalid|failed|failure)|bad (?:passwords|secrets)|invalid (?:login|password)"
                            + "|authentication fail(?:ed|ure)|access denied|permission denied"
                            + "|(?:username or password|account) (?:is )?(?:incorrect|invalid|locked)"
                            + "|password required, but none set",
                    Pattern.UNIX_LINES));
}
