package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
    private final Facts facts = new Facts(Map.of("n", "7", "name", "R7"), null);

    @Test
    void namesAreReplacedAddedToAndPadded() {
        assertEquals("R7 10.0.9.7 R7   |", facts.fill("${name} 10.0.${n+2}.${n} ${name%5}|"));
    }

    @Test
    void unknownNamesAndValuesWithDollarsStayAsTheyAre() {
        assertEquals("${other} $9$", facts.with(Map.of("s", "$9$")).fill("${other} ${s}"));
    }

    @Test
    void valuesAreCutBeforeTheyArePadded() {
        assertEquals("abcd|abc  |", facts.with(Map.of("s", "abcdef")).fill("${s:4}|${s:3%5}|"));
        assertEquals("R7", facts.fill("${name:20}"));
    }

    @Test
    void nearerFactsWin() {
        assertEquals("8 R7", facts.with(Map.of("n", "8")).fill("${n} ${name}"));
    }

    @Test
    void aMaskIsOnesThenZeros() {
        assertTrue(Slots.isMask(Slots.bits("255.255.255.0")));
        assertTrue(Slots.isMask(Slots.bits("255.255.255.255")));
        assertFalse(Slots.isMask(Slots.bits("255.25.255.255")));
        assertEquals(-1, Slots.bits("1.2.3"));
    }
}
