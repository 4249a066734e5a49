package dev.muster.yaml;

import java.util.Collection;

/** Guesses what was meant by a misspelt word. */
public final class Suggestion {
    private Suggestion() {}

    /** "; did you mean `x`?" when a known word is close, else a list of the known ones, or nothing when there are many. */
    public static String among(Collection<String> known, String given) {
        String best = "";
        // In a word of one or two letters, two edits would make any other, and nothing at all means nothing.
        int least = given.length() < 3 ? Math.min(2, given.length() * 2) : Math.max(2, given.length() / 3) + 1;
        for (String word : known) {
            int distance = distance(given.replace('-', '_'), word.replace('-', '_'), least);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        if (!best.isEmpty()) {
            return "; did you mean `" + best + "`?";
        }
        return !known.isEmpty() && known.size() <= 30 ? "; known: " + String.join(", ", known) : "";
    }

    /** Edits (insert, remove, replace, swap of neighbours) from one word to the other, or {@code most} when more. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most) {
            return most;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return Math.min(most, d[a.length()][b.length()]);
    }
}
