package dev.muster.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 1MiB}, {@code 256 MB}, {@code 4096}; a bare number is bytes. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(?:([kmg])(i?))?b?");

    private Sizes() {}

    /** The size in bytes, the largest number there is when it is larger, or -1 when the text is none. */
    public static long parse(String text) {
        Matcher match = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return -1;
        }
        if (match.group(2) == null) {
            return Long.parseLong(match.group(1));
        }
        BigInteger base = BigInteger.valueOf(match.group(3).isEmpty() ? 1000 : 1024);
        BigInteger bytes = new BigInteger(match.group(1)).multiply(base.pow("kmg".indexOf(match.group(2)) + 1));
        return bytes.bitLength() < Long.SIZE ? bytes.longValue() : Long.MAX_VALUE;
    }
}
