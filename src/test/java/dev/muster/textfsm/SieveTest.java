package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {
    private static final int CASES = Integer.getInteger("muster.fuzz", 3_000);
    private static final List<String> LETTERS = List.of("a", "a", "b", "b1", "1", " ", ",", "x", "\t", "aB", "é", "😀");

    private static List<Rule> rules(List<String> patterns) {
        return IntStream.range(0, patterns.size())
                .mapToObj(i -> Rule.of(PythonRegex.compile(patterns.get(i)), Rule.Action.NONE, i, List.of()))
                .toList();
    }

    /** What the sieve lets through holds all that match, and nothing else where it is certain. */
    private static void checks(List<Rule> rules, Sieve sieve, String line) {
        var machine = new Machine();
        machine.load(line);
        Verdict verdict = sieve.judge(machine.text, machine.end);
        assertNotNull(verdict);
        for (Rule rule : rules) {
            machine.allow(1_000_000);
            boolean matches = machine.matches(rule.regex());
            assertTrue(verdict.has(rule) || !matches, rule.regex() + " matches '" + line + "' and was left out");
            assertTrue(machine.has(rule.regex().needs()) || !matches, rule.regex() + " does not need what it says");
            for (int i = 0; i < verdict.size(); i++) {
                boolean certain = machine.isAscii() && verdict.isCertain(i);
                assertTrue(!certain || verdict.rule(i) != rule || matches, rule.regex() + " on '" + line + "'");
            }
        }
    }

    @Test
    void whatMatchesPassesAndWhatIsCertainMatches() {
        var random = new Random(11);
        for (int i = 0; i < CASES; i++) {
            List<Rule> rules = rules(Stream.generate(() -> pattern(random, 2))
                    .limit(1 + random.nextInt(5))
                    .toList());
            var sieve = new Sieve(rules);
            for (int j = 0; j < 5; j++) {
                try {
                    checks(rules, sieve, text(random));
                } catch (RunawayException named) {
                    break;
                }
            }
        }
    }

    @Test
    void rulesThatDifferOnlyAtTheEndAreToldApart() {
        List<Rule> rules = rules(List.of("^\\S+\\s+up\\s*$", "^\\S+\\s+down$", "^(?!x)\\S+", "^.{3,5}$", "^\\S+\\s+u"));
        var sieve = new Sieve(rules);
        assertEquals(List.of(0, 2, 3, 4), passed(sieve, "a up"));
        assertEquals(List.of(0, 2, 4), passed(sieve, "abcdef up  "));
        assertEquals(List.of(1, 2), passed(sieve, "xb down"));
        assertEquals(List.of(), passed(sieve, ""));
    }

    private static List<Integer> passed(Sieve sieve, String line) {
        var machine = new Machine();
        machine.load(line);
        Verdict verdict = sieve.judge(machine.text, machine.end);
        assertNotNull(verdict);
        return IntStream.range(0, verdict.size())
                .mapToObj(i -> verdict.rule(i).line())
                .toList();
    }

    /** Without the sieve this pattern fails only after 2^40 steps; Python would still be at it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void patternsThatFailOnlyAfterAllTheirWaysFailAtOnce(int lines) {
        Table table = Template.compile("Value V (\\d)\n\nStart\n ^(a+)+b\n ^(a|aa)+c\n ^.*${V} -> Record\n\nEOF\n")
                .parse(("a".repeat(40) + "7\n").repeat(lines));
        assertEquals(lines, table.rows().size());
    }

    private static String pattern(Random random, int depth) {
        var pattern = new StringBuilder(random.nextInt(3) == 0 ? "^" : "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            String atom = switch (random.nextInt(depth > 0 ? 14 : 9)) {
                case 0, 1 -> "a";
                case 2 -> "b1";
                case 3 -> "\\s";
                case 4 -> "\\d";
                case 5 -> ".";
                case 6 -> "[^a,]";
                case 7 -> "\\S";
                case 8 -> "\\b";
                case 9 -> "(" + pattern(random, depth - 1) + ")";
                case 10 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
                case 11 -> "(?=" + pattern(random, 0) + ")";
                case 12 -> "(?i:aB)";
                default -> "(?>" + pattern(random, 0) + ")";
            };
            String count = List.of("", "", "", "*", "+", "+?", "?", "{2}", "{1,3}", "*+")
                    .get(random.nextInt(10));
            pattern.append(atom).append(atom.equals("\\b") ? "" : count);
        }
        return pattern.append(random.nextInt(3) == 0 ? "$" : "").toString();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }
}
