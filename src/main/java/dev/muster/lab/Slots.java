package dev.muster.lab;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What fits into the slots of commands; the slot's name says its kind. */
final class Slots {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[/.:]\\d+)*");
    private static final Pattern INTERFACE = Pattern.compile("([A-Za-z-]+)(\\d[\\d/.:]*)");

    private final List<String> interfaceKinds;

    /** @param interfaceKinds such as Ethernet, Loopback */
    Slots(List<String> interfaceKinds) {
        this.interfaceKinds = interfaceKinds;
    }

    /** What was typed, in full; null when it does not fit. */
    @Nullable
    String accept(String slot, String typed) {
        return switch (slot) {
            case "number" -> NUMBER.matcher(typed).matches() ? typed : null;
            case "count" -> typed.matches("\\d{1,6}") ? typed : null;
            case "address", "mask", "wildcard" -> bits(typed) < 0 ? null : typed;
            case "kind" -> kind(typed);
            case "interface" -> interfaceName(typed);
            default -> typed;
        };
    }

    private @Nullable String interfaceName(String typed) {
        Matcher matcher = INTERFACE.matcher(typed);
        String kind = matcher.matches() ? kind(matcher.group(1)) : null;
        return kind == null ? null : kind + matcher.group(2);
    }

    private @Nullable String kind(String typed) {
        for (String kind : interfaceKinds) {
            if (kind.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return null;
    }

    /** The 32 bits of a dotted quad; -1 when it is none. */
    static long bits(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long bits = 0;
        for (String part : parts) {
            if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                return -1;
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits;
    }

    /** Whether a mask is ones, then zeros. */
    static boolean isMask(long bits) {
        long inverted = ~bits & 0xffff_ffffL;
        return (inverted & (inverted + 1)) == 0;
    }
}
