package dev.muster.report;

import java.util.regex.Pattern;

/**
 * Texts as cells of a CSV file that no spreadsheet runs as a formula. A cell that begins with {@code = + - @}, a tab or a
 * carriage return, after any apostrophes, gets one apostrophe in front; plain numbers stay as they are. Taking one
 * apostrophe away from cells that begin with apostrophes and then one of these gives the text back.
 */
final class Cell {
    private static final String STARTERS = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");

    private Cell() {}

    static String of(String text) {
        return needsCare(text) ? "'" + text : text;
    }

    private static boolean needsCare(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        if (first == text.length() || STARTERS.indexOf(text.charAt(first)) < 0) {
            return false;
        }
        return first > 0 || !isNumber(text);
    }

    private static boolean isNumber(String text) {
        return text.length() < 40 && NUMBER.matcher(text).matches();
    }
}
