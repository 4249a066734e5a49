package dev.muster.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any text in a Markdown file, as GitHub and GitLab show it: nothing of it becomes markup, a link or HTML. */
final class Markdown {
    private static final Pattern FENCE = Pattern.compile("`{3,}");
    private static final String MARKUP = "\\`*_{}[]()#+!|~$^";

    private Markdown() {}

    /** On one line, also in a cell of a table. */
    static String line(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        visible(text.strip(), false).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '@' -> escaped.append("&#64;<!-- -->");
                default -> {
                    escaped.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
                }
            }
        });
        return escaped.toString();
    }

    /** As a block that is shown as it is. */
    static String block(String text) {
        String shown = visible(text, true);
        int longest = 2;
        for (Matcher fence = FENCE.matcher(shown); fence.find(); ) {
            longest = Math.max(longest, fence.group().length());
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + shown.stripTrailing() + "\n" + fence + "\n";
    }

    private static String visible(String text, boolean lines) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                visible.append(lines ? "\n" : " ");
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || isHidden(c)) {
                visible.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
