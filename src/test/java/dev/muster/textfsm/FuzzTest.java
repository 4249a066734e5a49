package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Made-up templates, patterns and texts from fixed seeds; {@code -Dmuster.fuzz=100000} for the whole hundred thousand. */
class FuzzTest {
    private static final int CASES = Integer.getInteger("muster.fuzz", 5_000);
    private static final Limits LITTLE = new Limits(200_000, 10);
    private static final List<String> VALUES = List.of(
            "(\\S+)",
            "(\\d*)",
            "(.*?)",
            "((?P<n1>\\w)(?P<n2>\\d)?)",
            "(a|b|ab)",
            "(\\s*)",
            "((\\w+\\s?)+)",
            "([^,]+,?)");
    private static final List<String> OPTIONS = List.of("Filldown", "Required", "List", "Key", "Fillup");
    private static final List<String> PARTS =
            List.of("${V0}", "${V1}", "\\s+", "\\s*", "a", "b", "\\d", ".*", "$$", "(${V2})?", "(x|y)", " ", "$", "(");
    private static final List<String> ACTIONS = List.of(
            "",
            " -> Record",
            " -> Next.Clear",
            " -> Continue",
            " -> Continue.Record",
            " -> Clearall Two",
            " -> End",
            " -> EOF",
            " -> Error \"no\"",
            " -> Next Two",
            " -> Foo",
            " ->Record");
    private static final String LETTERS = "ab1 ,\nx\té\u2028😀\r";
    private static final String JUNK = "(){}[]?*+|\\^$-:<>=!P,123ab#ixNu.'\"\n \t";

    @Test
    void anyTemplateEitherCompilesAndParsesOrSaysWhatIsWrong() throws IOException {
        var random = new Random(1);
        int parsed = 0;
        for (int i = 0; i < CASES; i++) {
            String template = damaged(template(random), random);
            String text = text(random, 60);
            try {
                Table table = Template.compile(template).parse(new StringReader(text), LITTLE);
                table.rows().forEach(row -> assertEquals(table.header().size(), row.size()));
                assertEquals(table.rows().size(), table.maps().size());
                parsed++;
            } catch (TemplateException | ParseException named) {
                assertTrue(String.valueOf(named.getMessage()).length() > 5);
            }
        }
        assertTrue(parsed > CASES / 10, parsed + " parsed");
    }

    @Test
    void anyTextIsAPatternOrIsRefusedWithAReason() {
        var random = new Random(2);
        for (int i = 0; i < CASES; i++) {
            String pattern = pattern(random, 3);
            for (int j = random.nextInt(4); j > 0; j--) {
                int at = random.nextInt(pattern.length() + 1);
                pattern = pattern.substring(0, at) + JUNK.charAt(random.nextInt(JUNK.length())) + pattern.substring(at);
            }
            try {
                PythonRegex.compile(pattern).match(text(random, 30), 100_000);
            } catch (PatternException | RunawayException named) {
                assertTrue(String.valueOf(named.getMessage()).length() > 5);
            }
        }
    }

    /** Where both dialects are the same, so are the matches. */
    @Test
    void commonPatternsMatchAsJavasDo() {
        var random = new Random(3);
        int runaways = 0;
        for (int i = 0; i < CASES; i++) {
            String pattern = pattern(random, 3);
            String text = text(random, 12).replaceAll("[^ab1 x]", "b");
            Matcher java = Pattern.compile(pattern).matcher(text);
            try {
                PythonMatch ours = PythonRegex.compile(pattern).match(text, 1_000_000);
                String expected = java.lookingAt() ? java.group() : null;
                assertEquals(expected, ours == null ? null : ours.group(0), pattern + " on '" + text + "'");
            } catch (RunawayException named) {
                runaways++; // Java remembers some ways that failed; Python runs away as we do, without a limit
            }
        }
        assertTrue(runaways <= CASES / 1000, runaways + " ran away");
    }

    private static String template(Random random) {
        var template = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            template.append("Value ");
            if (random.nextInt(3) == 0) {
                template.append(one(OPTIONS, random))
                        .append(random.nextInt(4) == 0 ? "," + one(OPTIONS, random) : "")
                        .append(' ');
            }
            template.append('V')
                    .append(i)
                    .append(' ')
                    .append(one(VALUES, random))
                    .append('\n');
        }
        for (String state : List.of("Start", "Two")) {
            template.append('\n').append(state).append('\n');
            for (int rule = random.nextInt(4); rule >= 0; rule--) {
                template.append(" ^");
                for (int part = random.nextInt(4); part > 0; part--) {
                    template.append(PARTS.get(Math.min(random.nextInt(PARTS.size() + 8), PARTS.size() * 2) % 12));
                }
                template.append(ACTIONS.get(Math.max(0, random.nextInt(ACTIONS.size() + 4) - 4)))
                        .append('\n');
            }
        }
        return template.append(random.nextInt(5) == 0 ? "\nEOF\n" : "").toString();
    }

    private static String damaged(String template, Random random) {
        if (random.nextInt(3) > 0) {
            return template;
        }
        int at = random.nextInt(template.length());
        return random.nextBoolean()
                ? template.substring(0, at) + JUNK.charAt(random.nextInt(JUNK.length())) + template.substring(at)
                : template.substring(0, at) + template.substring(Math.min(template.length(), at + 3));
    }

    private static String pattern(Random random, int depth) {
        var pattern = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String atom = switch (random.nextInt(depth > 0 ? 8 : 6)) {
                case 0, 1 -> "a";
                case 2 -> "[b1]";
                case 3 -> "\\d";
                case 4 -> ".";
                case 5 -> "[^a]";
                case 6 -> "(" + pattern(random, depth - 1) + "x)";
                default -> "(?:" + pattern(random, depth - 1) + "|b" + pattern(random, depth - 1) + ")";
            };
            pattern.append(atom).append(one(List.of("", "", "", "*", "+?", "?", "{1,2}", "{0,3}?", "+", "*+"), random));
        }
        return pattern.toString();
    }

    private static String text(Random random, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
