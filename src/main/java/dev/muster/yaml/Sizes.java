package dev.muster.yaml;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 1MiB}, {@code 256 MB}, {@code 4096}; a bare number is bytes. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kmg]?)(i?)b?");

    private Sizes() {}

    /** The size in bytes, or -1 when the text is none. */
    public static long parse(String text) {
        Matcher match = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return -1;
        }
        long base = match.group(3).isEmpty() ? 1000 : 1024;
        int power =
                "kmg".indexOf(match.group(2).isEmpty() ? '-' : match.group(2).charAt(0)) + 1;
        long bytes = Long.parseLong(match.group(1));
        for (int i = 0; i < power; i++) {
            bytes *= base;
        }
        return bytes;
    }
}
