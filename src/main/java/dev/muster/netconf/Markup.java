package dev.muster.netconf;

/** Text as XML has it. */
final class Markup {
    private Markup() {}

    /** As the value of an attribute in double quotes. */
    static String attribute(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> put(c, escaped);
            }
        }
        return escaped.toString();
    }

    /** As the content of an element. */
    static String text(String content) {
        var escaped = new StringBuilder(content.length() + 16);
        text(content.toCharArray(), 0, content.length(), escaped);
        return escaped.toString();
    }

    static void text(char[] content, int start, int length, StringBuilder to) {
        for (int i = start; i < start + length; i++) {
            put(content[i], to);
        }
    }

    private static void put(char c, StringBuilder to) {
        switch (c) {
            case '&' -> to.append("&amp;");
            case '<' -> to.append("&lt;");
            case '>' -> to.append("&gt;");
            case '\r' -> to.append("&#13;");
            default -> to.append(c);
        }
    }
}
