package dev.muster.transport;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the secrets of one device out of what is kept of its session. A long secret goes wherever it stands; a short one,
 * which may be a word like any other, as a whole word in lines that speak of passwords, and wherever it is typed.
 */
public final class Redaction {
    /** Stands for a secret. */
    public static final String STARS = "********";

    private static final int LONG = 6;
    private static final Pattern ASKS =
            Pattern.compile("(?i)(?:passw|passcode|passphrase|\\bpin\\b|secret|token)[^\\n]{0,64}[:?]\\s*$");
    private static final Pattern SPEAKS =
            Pattern.compile("(?i)passw|passphrase|secret|\\bkey\\b|key-string|community|token|\\bauth");

    private final List<String> all;
    private final List<String> longOnes;
    private final List<Pattern> shortOnes;
    private String typed = "";

    /** @param secrets as they are typed; one of several lines is several */
    public Redaction(Collection<String> secrets) {
        all = secrets.stream()
                .flatMap(secret -> Stream.of(secret.split("\\R", -1)))
                .filter(secret -> !secret.isBlank())
                .map(secret -> new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        longOnes = all.stream().filter(secret -> secret.length() >= LONG).toList();
        shortOnes = all.stream()
                .filter(secret -> secret.length() < LONG)
                .map(secret -> Pattern.compile("(?<!\\w)" + Pattern.quote(secret) + "(?!\\w)"))
                .toList();
    }

    /**
     * What was typed, without secrets.
     *
     * @param standing what stood on the line, such as {@code Password:}
     */
    public String typed(String text, String standing) {
        String body = text.stripTrailing();
        typed = "";
        if (body.isEmpty()) {
            return text;
        }
        if (all.contains(body) || ASKS.matcher(standing).find()) {
            typed = body;
            return STARS + text.substring(body.length());
        }
        return without(text);
    }

    /** Whole lines that were received, or the end of one, without secrets. */
    public String received(String text) {
        if (all.isEmpty() && typed.isEmpty()) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        for (int begin = 0; begin < text.length(); ) {
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end + 1;
            clean.append(line(text.substring(begin, end)));
            begin = end;
        }
        return clean.toString();
    }

    /** A JSON text without secrets: there even a short one that is a whole string is told from a word. */
    String json(String text) {
        String clean = received(text);
        for (String secret : all) {
            String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
            clean = clean.replace("\"" + escaped + "\"", "\"" + STARS + "\"");
        }
        return clean;
    }

    private String line(String line) {
        String body = line.strip();
        // a device that repeats the password that was just typed
        return !typed.isEmpty() && body.equals(typed) ? line.replace(body, STARS) : without(line);
    }

    private String without(String line) {
        String clean = line;
        for (String secret : longOnes) {
            clean = clean.replace(secret, STARS);
        }
        if (!shortOnes.isEmpty() && SPEAKS.matcher(clean).find()) {
            for (Pattern secret : shortOnes) {
                clean = secret.matcher(clean).replaceAll(Matcher.quoteReplacement(STARS));
            }
        }
        return clean;
    }

    /** How many characters at the end of a text may be the beginning of a secret whose rest is still to come. */
    int heldBack(CharSequence text) {
        int most = 0;
        for (String secret : all) {
            for (int length = Math.min(secret.length() - 1, text.length()); length > most; length--) {
                if (secret.startsWith(
                        text.subSequence(text.length() - length, text.length()).toString())) {
                    most = length;
                }
            }
        }
        return most;
    }
}
