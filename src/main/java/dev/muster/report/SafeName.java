package dev.muster.report;

import dev.muster.result.Output;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * File names for names from outside. A name that is safe stays as it is; any other is changed and gets {@code ~} and
 * eight digits of its SHA-256. Two names never share a file, also where the file system ignores case or the form of
 * accents: whichever comes second gets the digits.
 */
public final class SafeName {
    /** The longest name given, in bytes of UTF-8; most file systems allow 255 with everything that is added. */
    static final int MOST_BYTES = 180;

    private static final String PUNCTUATION = "-_.+@=,#";
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d|conin\\$|conout\\$)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** The file name for this name, without an extension; always the same for the same name. */
    public String of(String name) {
        return given.computeIfAbsent(name, this::invent);
    }

    private String invent(String name) {
        String safe = safe(name);
        if (safe.equals(name) && taken.add(folded(safe))) {
            return safe;
        }
        String marked = shortened(safe, MOST_BYTES - 9) + "~" + digits(name);
        String free = marked;
        for (int again = 2; !taken.add(folded(free)); again++) {
            free = shortened(marked, MOST_BYTES - 9) + "~" + again;
        }
        return free;
    }

    private static String safe(String name) {
        var safe = new StringBuilder();
        name.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '_'));
        for (int i = 0; i < safe.length() && safe.charAt(i) == '.'; i++) {
            safe.setCharAt(i, '_');
        }
        for (int i = safe.length() - 1; i >= 0 && safe.charAt(i) == '.'; i--) {
            safe.setCharAt(i, '_');
        }
        if (safe.isEmpty() || safe.charAt(0) == '-' || RESERVED.matcher(safe).matches()) {
            safe.insert(0, '_');
        }
        return shortened(safe.toString(), MOST_BYTES);
    }

    private static boolean isSafe(int c) {
        return Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
    }

    private static String shortened(String text, int most) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > most) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String digits(String name) {
        byte[] hash = Output.digest().digest(name.getBytes(StandardCharsets.UTF_16BE));
        return HexFormat.of().formatHex(hash, 0, 4);
    }
}
