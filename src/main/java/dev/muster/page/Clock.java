package dev.muster.page;

import java.util.Set;

/** Times of day in device outputs, {@code 14:00:00.215}, and the dates that stand beside them. */
final class Clock {
    private static final Set<String> NAMES = Set.of(
            "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
            "Sep", "Oct", "Nov", "Dec");
    private static final int MOST_WORDS = 5;

    private Clock() {}

    /** Where a time of day or an age of the same form ends that begins here; the beginning when there is none. */
    static int end(String text, int at) {
        int hours = digits(text, at);
        if (hours == at || hours > at + 4 || !isPair(text, hours) || !isPair(text, hours + 3)) {
            return at;
        }
        int end = hours + 6;
        if (end + 1 < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
            int fraction = digits(text, end + 1);
            end = fraction > end + 1 ? fraction : end;
        }
        boolean zulu = end < text.length() && text.charAt(end) == 'Z';
        int after = zulu ? end + 1 : end;
        boolean more = after < text.length() && (Mask.isWord(text.charAt(after)) || goesOn(text, after));
        return more ? at : after;
    }

    /** What follows makes it an address or another number with colons. */
    private static boolean goesOn(String text, int at) {
        return text.charAt(at) == ':' && at + 1 < text.length() && Mask.isWord(text.charAt(at + 1));
    }

    private static boolean isPair(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == ':'
                && digits(text, at + 1) == at + 3
                && Mask.isDigit(text.charAt(at + 1));
    }

    /** The end of a clock with the zone and the date that follow it on the line; without them when there is no date. */
    static int withDateAfter(String text, int clock) {
        int end = clock;
        int i = clock;
        boolean named = false;
        for (int words = 0; words < MOST_WORDS && i < text.length() && text.charAt(i) == ' '; words++) {
            int stop = i + 1;
            while (stop < text.length() && isDate(text.charAt(stop))) {
                stop++;
            }
            String word = text.substring(i + 1, stop);
            boolean name = isName(word);
            named |= name;
            if (name || (named && isNumber(word))) {
                end = stop;
            } else if (words > 0 || !isZone(word)) {
                break;
            }
            i = stop;
        }
        return end;
    }

    /** The beginning of the date that stands before a clock; the clock's own when there is none. */
    static int withDateBefore(String text, int clock, int least) {
        int first = clock;
        int i = clock;
        boolean named = false;
        for (int words = 0; words < MOST_WORDS && i > least; words++) {
            char gap = text.charAt(i - 1);
            if (gap != ' ' && gap != 'T') {
                break;
            }
            int start = i - 1;
            while (start > least && isDate(text.charAt(start - 1))) {
                start--;
            }
            String word = text.substring(start, i - 1);
            named |= isName(word);
            if (!isName(word) && !isNumber(word)) {
                break;
            }
            i = start;
            first = named ? start : first;
        }
        return first;
    }

    private static boolean isDate(char c) {
        return Mask.isWord(c) || c == '-' || c == ',' || c == '/';
    }

    /** A day, month or a whole date such as {@code 2026-11-22}. */
    private static boolean isName(String word) {
        return word.length() >= 3
                && ((word.length() < 10 && NAMES.contains(word.substring(0, 3))) || isWholeDate(word));
    }

    private static boolean isWholeDate(String word) {
        return word.length() == 10 && "-/".indexOf(word.charAt(4)) >= 0 && isNumber(word.substring(0, 4));
    }

    private static boolean isNumber(String word) {
        int end = digits(word, 0);
        return end > 0 && end < 5 && (end == word.length() || (end == word.length() - 1 && word.charAt(end) == ','));
    }

    private static boolean isZone(String word) {
        return word.length() > 1 && word.length() < 6 && word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && Mask.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
