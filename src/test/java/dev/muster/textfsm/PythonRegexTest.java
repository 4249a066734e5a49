package dev.muster.textfsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code re} of Python 3.11 does; each case was tried there. */
class PythonRegexTest {
    /** Pattern, text, then the groups from 0, {@code ~} for one that took no part; {@code none} where there is no match. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "(?P<a_1>\\w+)-(?P=a_1);ab-ab;ab-ab,ab",
                "(a)|(b);b;b,~,b",
                "(a*)*;b;,",
                "(a|ab)(c|bcd)(d*);abcd;abcd,a,bcd,",
                "(?:a|ab)*+c;abac;none",
                "(?>a|ab)c;abc;none",
                "a{,2}b;aab;aab",
                "a{,}b;aaab;aaab",
                "x{2;x{2;x{2",
                "x{};x{};x{}",
                "({\\w+});{ab};{ab},{ab}",
                "(?P<q>')?\\w+(?(q)');'a';'a','",
                "(?P<q>')?\\w+(?(q)'|!)$;a!;a!,~",
                "(?i)straSSE\\Z;STRASSE;STRASSE",
                "(?i:k)x;\u212ax;\u212ax",
                "(?i)[^k]x;\u212ax;none",
                "\\d+;\u0663\u0664;\u0663\u0664",
                "(?a)\\d+;\u0663;none",
                "(?a:\\w)\\w;a\u00e9;a\u00e9",
                "\\s;\u0085;\u0085",
                "\\s;\u001c;\u001c",
                "\\w;\u0300;none",
                "a\\b.;a\u00e9;none",
                "\\B;;none",
                "[]a]+;]a];]a]",
                "[^]]+;ab];ab",
                "[a&&b]+;a&b;a&b",
                "[[a]+;[a;[a",
                "\\101\\x42\\u0043;ABC;ABC",
                "(a)\\1\\0611;aa11;aa11,a",
                "(?x) a b # c;abc;ab",
                "(?<=a)b;ab;none",
                "a(?<=a)b(?<!xb)c;abc;abc",
                "(?=(a))a\\1;aa;aa,a",
                "(?!b)a;ab;a",
                "a(?#c)*;aa;aa",
                "(?s).;\u2028;\u2028",
                ".;\u0085;\u0085",
                "\\N{DIGIT ONE};1;1",
                "(?:(a)|b)*;ab;ab,a",
                "(?:a?){3}b;aab;aab",
                "(.*?),(.*);a,b,c;a,b,c,a,b,c"
            })
    void matchesAsPythonDoes(String pattern, String text, String groups) {
        PythonRegex regex = PythonRegex.compile(pattern);
        PythonMatch match = regex.match(text == null ? "" : text, 1_000_000);
        if (groups.equals("none")) {
            assertEquals(null, match);
            return;
        }
        assertNotNull(match);
        String found = String.join(
                ",",
                IntStream.rangeClosed(0, regex.groupCount())
                        .mapToObj(i -> match.group(i) == null ? "~" : match.group(i))
                        .toList());
        assertEquals(groups, found);
    }

    @Test
    void dollarAndCaretKnowLines() {
        assertTrue(PythonRegex.compile("a$").matches("a\n"));
        assertFalse(PythonRegex.compile("a$").matches("a\r\n"));
        assertFalse(PythonRegex.compile("a\\Z").matches("a\n"));
        assertFalse(PythonRegex.compile("a$").matches("a\n\n"));
        assertTrue(PythonRegex.compile("(?m)a$\n^b$").matches("a\nb\nc"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a;missing ), unterminated subpattern;0",
                "a);unbalanced parenthesis;1",
                "*a;nothing to repeat;0",
                "^*;nothing to repeat;1",
                "a**;multiple repeat;2",
                "a{2,1};min repeat greater than max repeat;1",
                "[a;unterminated character set;0",
                "[z-a];bad character range;3",
                "\\q;bad escape \\q;0",
                "\\x4;incomplete escape;0",
                "(?P<1a>x);bad character in group name '1a';7",
                "(?P<a>x)(?P<a>y);redefinition of group name 'a' as group 2; was group 1",
                "(?P=b);unknown group name 'b';6",
                "\\1;invalid group reference 1;1",
                "(a\\1);cannot refer to an open group;4",
                "(?<=a+)b;look-behind requires fixed-width pattern;0",
                "a(?i)b;global flags not at the start of the expression;1",
                "(?L)a;bad inline flags: cannot use 'L' flag with a str pattern;4",
                "(?(2)a);invalid group reference 2;5",
                "(?y)a;unknown extension ?y;1"
            })
    void refusesWhatPythonRefusesAndSaysWhere(String pattern, String reason) {
        PatternException refused = assertThrows(PatternException.class, () -> PythonRegex.compile(pattern));
        assertTrue(refused.reason().startsWith(reason), refused.reason());
        assertTrue(refused.getMessage().contains(" at position " + refused.position()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(?:a|aa)+$", "(a|a)*$", "(?:(?:a+)+)+$", "(.*.*.*.*.*)x", "((a*)*)*b"})
    void aPatternThatRunsAwayEndsByName(String pattern) {
        PythonRegex regex = PythonRegex.compile(pattern);
        String text = "a".repeat(5000) + "!";
        assertThrows(RunawayException.class, () -> regex.match(text, 5_000_000));
    }

    @Test
    void aLongTextOverflowsNoStack() {
        String text = "ab".repeat(200_000);
        assertTrue(PythonRegex.compile("(?:a|b)*$").matches(text));
        assertTrue(PythonRegex.compile("(?:(a)(b))*$").matches(text));
        assertTrue(PythonRegex.compile("(?:[ab]{1,2})+?$").matches(text));
    }
}
