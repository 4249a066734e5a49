package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The echo is told from the output, however it looks. */
class EchoTest {
    private static final String COMMAND = "show ip interface brief | exclude unassigned";

    private final Echo echo = Echo.of(COMMAND, "R1#", false);

    private static List<String> filter(Echo echo, String... lines) {
        var output = new ArrayList<String>();
        for (String line : lines) {
            output.addAll(echo.filter(line));
        }
        return output;
    }

    @Test
    void theEchoStandsBehindThePrompt() {
        assertEquals(List.of("output"), filter(echo, "R1#" + COMMAND, "output"));
        assertTrue(echo.isFound());
    }

    @Test
    void blanksInTheEchoDoNotMatter() {
        filter(echo, "R1# show  ip interface brief |\texclude unassigned ");
        assertTrue(echo.isFound());
    }

    @Test
    void whatComesBeforeTheEchoIsNoOutput() {
        assertEquals(List.of("output"), filter(echo, "R1#", "*Nov 22: %SYS-5-CONFIG_I", "R1#" + COMMAND, "output"));
    }

    @Test
    void anEchoMayBeWrapped() {
        assertEquals(
                List.of("output"), filter(echo, "R1#show ip interface br", "ief | exclude una", "ssigned", "output"));
    }

    @Test
    void anEchoMayBeWrappedBehindItsFirstCharacter() {
        assertEquals(List.of("output"), filter(echo, "R1#s", COMMAND.substring(1), "output"));
    }

    @Test
    void anEchoMayBeScrolledSideways() {
        assertEquals(List.of("output"), filter(echo, "R1#$brief | exclude unassigned", "output"));
    }

    @Test
    void aShortEndBehindADollarIsNoEcho() {
        filter(echo, "costs 5$ned");
        assertFalse(echo.isDone());
    }

    @Test
    void withoutAnEchoAllThatCameIsOutput() {
        assertEquals(List.of(), filter(echo, "R1#first", "second"));
        assertFalse(echo.isDone());
        assertEquals(List.of("first", "second"), echo.giveUp());
        assertEquals(List.of("third"), filter(echo, "third"));
    }

    @Test
    void theLineOnWhichThePromptStoodIsNoOutput() {
        filter(echo, "R1#", "second");
        assertEquals(List.of("second"), echo.giveUp());
    }

    @Test
    void afterManyLinesWithoutItTheEchoIsNotWaitedForAnyMore() {
        String[] lines = IntStream.range(0, 60).mapToObj(i -> "line " + i).toArray(String[]::new);
        assertEquals(60, filter(echo, lines).size());
        assertTrue(echo.isDone());
        assertFalse(echo.isFound());
    }

    @Test
    void behindLeftoversItIsWaitedForHoweverManyComeFirst() {
        Echo late = Echo.of(COMMAND, "", true);
        String[] lines = IntStream.range(0, 60).mapToObj(i -> "old " + i).toArray(String[]::new);
        assertEquals(List.of(), filter(late, lines));
        assertEquals(List.of("new"), filter(late, "R1#" + COMMAND, "new"));
    }

    @Test
    void anEmptyCommandHasNoEcho() {
        Echo empty = Echo.of(" ", "R1#", false);
        assertTrue(empty.isDone());
        assertEquals(List.of("output"), filter(empty, "R1#", "output"));
    }

    @Test
    void whereNothingIsEchoedTheFirstLineIsTheEndOfTheTypedOne() {
        assertEquals(List.of("output"), filter(Echo.none("", "Password: "), "Password: ", "output"));
        assertEquals(List.of("output"), filter(Echo.none("show", "R1#"), "R1#output"));
        assertEquals(List.of("output"), filter(Echo.none("show", "R1#"), "R1#show", "output"));
    }
}
