package dev.muster.platform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a regular expression apart that {@link Pattern} has already accepted. */
final class RegexParser {
    /** Characters looked at one by one; {@link #OTHER} stands for all beyond. */
    static final int CHARS = 256;

    private static final String OTHER = "\u4e00";
    private static final RegexTree NOTHING = new RegexTree.Sequence(List.of());
    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(,(\\d*))?}");
    private static final Pattern GROUP = Pattern.compile("\\((?:\\?(?:<?[=!]|<\\w+>|>|[\\w-]*[:)]))?");

    private final String regex;
    private final int flags;
    private final List<RegexTree> asides = new ArrayList<>();
    private int at;

    private RegexParser(String regex, int flags) {
        this.regex = regex;
        this.flags = regex.contains("(?i") ? flags | Pattern.CASE_INSENSITIVE : flags;
    }

    /** The whole expression, followed by those in its look-aheads and look-behinds. */
    static List<RegexTree> parse(String regex, int flags) {
        var parser = new RegexParser(regex, flags);
        var trees = new ArrayList<RegexTree>();
        trees.add(parser.choice());
        trees.addAll(parser.asides);
        return trees;
    }

    private boolean ahead(String text) {
        return regex.startsWith(text, at);
    }

    private RegexTree choice() {
        var branches = new ArrayList<RegexTree>();
        branches.add(sequence());
        while (ahead("|")) {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new RegexTree.Choice(branches);
    }

    private RegexTree sequence() {
        var parts = new ArrayList<RegexTree>();
        while (at < regex.length() && !ahead("|") && !ahead(")")) {
            parts.add(repeated(ahead("(") ? group() : atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new RegexTree.Sequence(parts);
    }

    private RegexTree group() {
        Matcher open = GROUP.matcher(regex).region(at, regex.length());
        String head = open.lookingAt() ? open.group() : "(";
        at += head.length();
        if (head.length() > 1 && head.endsWith(")")) {
            return NOTHING;
        }
        RegexTree body = choice();
        at++;
        if (head.endsWith("=") || head.endsWith("!")) {
            asides.add(body);
            return NOTHING;
        }
        return body;
    }

    private RegexTree repeated(RegexTree body) {
        int least;
        int most;
        Matcher count = COUNT.matcher(regex).region(at, regex.length());
        if (ahead("*") || ahead("+") || ahead("?")) {
            least = ahead("+") ? 1 : 0;
            most = ahead("?") ? 1 : RegexTree.UNBOUNDED;
            at++;
        } else if (count.lookingAt()) {
            at = count.end();
            least = Integer.parseInt(count.group(1));
            boolean open = count.group(2) != null && count.group(3).isEmpty();
            most = open ? RegexTree.UNBOUNDED : count.group(2) == null ? least : Integer.parseInt(count.group(3));
        } else {
            return body;
        }
        if (ahead("?") || ahead("+")) {
            at++;
        }
        return new RegexTree.Repeat(body, least, most);
    }

    private RegexTree atom() {
        int start = at;
        char first = regex.charAt(at++);
        switch (first) {
            case '^' -> {
                return new RegexTree.Start();
            }
            case '$' -> {
                return NOTHING;
            }
            case '[' -> skipClass();
            case '\\' -> {
                return escape(start);
            }
            default -> {}
        }
        return chars(regex.substring(start, at));
    }

    private RegexTree escape(int start) {
        char letter = regex.charAt(at++);
        switch (letter) {
            case 'A', 'b', 'B', 'z', 'Z', 'G' -> {
                return letter == 'A' ? new RegexTree.Start() : NOTHING;
            }
            case 'Q' -> {
                return quoted();
            }
            case 'x' -> at += ahead("{") ? regex.indexOf('}', at) - at + 1 : 2;
            case 'u' -> at += 4;
            case 'p', 'P' -> at += ahead("{") ? regex.indexOf('}', at) - at + 1 : 1;
            case 'k' -> {
                at = regex.indexOf('>', at) + 1;
                return NOTHING;
            }
            default -> {}
        }
        return Character.isDigit(letter) && letter != '0' ? NOTHING : chars(regex.substring(start, at));
    }

    private RegexTree quoted() {
        int end = regex.indexOf("\\E", at);
        String text = regex.substring(at, end < 0 ? regex.length() : end);
        at = end < 0 ? regex.length() : end + 2;
        var parts = new ArrayList<RegexTree>();
        text.chars().forEach(c -> parts.add(chars(Pattern.quote(Character.toString(c)))));
        return new RegexTree.Sequence(parts);
    }

    private void skipClass() {
        if (ahead("^")) {
            at++;
        }
        if (ahead("]")) {
            at++;
        }
        for (int depth = 1; depth > 0; at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            }
        }
    }

    private RegexTree chars(String single) {
        Pattern pattern = Pattern.compile(single, flags);
        var set = new BitSet(CHARS + 1);
        for (int c = 0; c < CHARS; c++) {
            set.set(c, pattern.matcher(Character.toString(c)).matches());
        }
        set.set(CHARS, pattern.matcher(OTHER).matches());
        return new RegexTree.Chars(set);
    }
}
