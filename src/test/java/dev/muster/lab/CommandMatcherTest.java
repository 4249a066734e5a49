package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandMatcherTest {
    private static final List<Command> COMMANDS = Stream.of(
                    "show version",
                    "show vlan",
                    "show ip route",
                    "interface <interface>",
                    "ip address <address> <mask>",
                    "logging <address>",
                    "logging buffered <number>",
                    "identity set name=<name>",
                    "description <text>")
            .map(form -> Command.of(form, List.of()))
            .toList();

    private final CommandMatcher matcher = new CommandMatcher(true, new Slots(List.of("Ethernet", "Loopback")));

    private Match match(String line) {
        return matcher.match(COMMANDS, line);
    }

    private String full(String line) {
        return assertInstanceOf(Match.Found.class, match(line), line).line();
    }

    @Test
    void aSlotMayStandBehindAnEqualSign() {
        var found = assertInstanceOf(Match.Found.class, match("identity set NAME=core"));
        assertEquals("identity set name=core", found.line());
        assertEquals(Map.of("name", "core"), found.arguments());
        assertInstanceOf(Match.Invalid.class, match("identity set core"));
    }

    @Test
    void beginningsOfWordsAreWrittenInFull() {
        assertEquals("show version", full("sh ver"));
        assertEquals("show ip route", full("  SHO  ip  ro "));
        assertEquals("interface Loopback100", full("int lo100"));
    }

    @Test
    void aBeginningOfSeveralWordsIsAmbiguous() {
        assertInstanceOf(Match.Ambiguous.class, match("show v"));
    }

    @Test
    void aBeginningOfACommandIsIncomplete() {
        assertEquals(new Match.Incomplete("ip address 10.0.0.1"), match("ip addr 10.0.0.1"));
    }

    @Test
    void theColumnIsThatOfTheFirstWrongCharacter() {
        assertEquals(new Match.Invalid(7), match("show vexsion"));
        assertEquals(new Match.Invalid(0), match("xshow"));
        assertEquals(new Match.Invalid(13), match("show version now"));
        assertEquals(new Match.Invalid(11), match("ip address 1.2.3.400 255.0.0.0"));
    }

    @Test
    void wordsWinOverSlotsAndTextTakesTheRestAsItIs() {
        assertEquals("logging buffered 4096", full("logging buf 4096"));
        assertEquals("logging 192.0.2.1", full("logging 192.0.2.1"));
        assertEquals("description to  the   core", full("desc to  the   core "));
    }

    @Test
    void slotsHandOverWhatWasTyped() {
        Match.Found found = assertInstanceOf(Match.Found.class, match("ip address 10.0.0.1 255.0.0.0"));
        assertEquals(Map.of("address", "10.0.0.1", "mask", "255.0.0.0"), found.arguments());
    }

    @Test
    void withoutAbbreviationsOnlyWholeWordsCount() {
        var strict = new CommandMatcher(false, new Slots(List.of()));
        assertInstanceOf(Match.Invalid.class, strict.match(COMMANDS, "sh version"));
        assertInstanceOf(Match.Found.class, strict.match(COMMANDS, "show version"));
    }
}
