package dev.muster.page;

/** Text from outside as a part of HTML. */
final class Markup {
    private Markup() {}

    /** As text or in an attribute between double quotes; characters that are not text are replaced. */
    static String text(String outside) {
        var safe = new StringBuilder(outside.length() + 16);
        for (int i = 0; i < outside.length(); i++) {
            char c = outside.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(isShown(outside, i, c) ? c : '\uFFFD');
            }
        }
        return safe.toString();
    }

    private static boolean isShown(String text, int at, char c) {
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c == '\n' || c == '\t' || (c >= 0x20 && (c < 0x7f || c > 0x9f));
    }
}
