package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which regular expressions are let near a device's text. */
class RegexCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "^(a*)*b",
                "^(\\w+\\s?)+#$",
                "^(a|a)*b",
                "^(\\w|\\d)+#",
                "^(?:a|ab|b)*c",
                "^(.*,)*x",
                "^([a-z]+){2,}#",
                "^([a-z]+){1,63}#",
                "^(?:(?:x+y?)*z?)*$",
                "^(?:\\w+-?)*>$",
                "x(?=(a+)+b)",
                "^((?:a{1,20}){1,20}){1,20}#"
            })
    void anExpressionThatCanBacktrackForEverIsRefused(String regex) {
        String problem = RegexCheck.problem(regex, Pattern.UNIX_LINES);
        assertNotNull(problem, regex);
        assertTrue(problem.contains("backtrack for ever"), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\w+ overlaps with",
                "^\\w+\\w+#",
                "^.*.*#",
                "^\\s*\\s+#$",
                "\\s*#$",
                "^[a-z]*\\d?[a-z.]*#$",
                "\\S+>$"
            })
    void anExpressionThatIsSlowOnLongLinesIsRefused(String regex) {
        String problem = RegexCheck.problem(regex, Pattern.UNIX_LINES);
        assertNotNull(problem, regex);
        assertTrue(problem.contains("slow on long lines"), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(?<host>[\\w.\\-@/:+()]{1,63})#\\s*$",
                "[Pp]assword:\\s*$",
                "^(?:\\w+ )*\\w+#$",
                "^(?:\\d{1,3}\\.){3}\\d{1,3}$",
                "^.*#$",
                "^\\[[^\\]]+\\]\\s*$",
                "^(?:ab|ac)*d",
                "^a?b?c?d?e?f?$",
                "^\\Qa+b\\E+x",
                "(?i)^LOGIN\\s*:",
                "^[a-z&&[^x]]+\\p{Lu}\\u0041\\x41#",
                "^(?!V\\d{3})\\S+>$",
                "^(['\"])x\\1$",
                "#",
                "^[]a]+[^]]"
            })
    void ordinaryExpressionsAreAccepted(String regex) {
        Pattern.compile(regex);
        assertNull(RegexCheck.problem(regex, Pattern.UNIX_LINES), regex);
    }

    @Test
    void anExpressionTooLargeToBeJudgedIsRefused() {
        String problem = RegexCheck.problem("^" + "(?:a|b)".repeat(2_000), Pattern.UNIX_LINES);
        assertEquals("is too complex to be sure that it ends soon", problem);
    }
}
