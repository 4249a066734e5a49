package dev.muster.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A prompt pattern tells a prompt and the host in it. */
class PromptPatternTest {
    private final PromptPattern named = new PromptPattern("^(?:(?<host>[\\w-]+)[>#]|\\+>)\\s*$");
    private final PromptPattern unnamed = new PromptPattern("^[^\\n]{0,80}[$#>] ?$");

    @Test
    void theHostIsTheGroupOfThatName() {
        assertTrue(named.namesHost());
        assertEquals("R-1", named.host("R-1# "));
    }

    @Test
    void aPromptThatDoesNotSayItsHostHasNone() {
        assertTrue(named.matches("+>"));
        assertNull(named.host("+>"));
        assertNull(named.host("no prompt"));
    }

    @Test
    void withoutThatGroupTheHostIsThePromptWithoutItsEnding() {
        assertFalse(unnamed.namesHost());
        assertEquals("user@host:~", unnamed.host("user@host:~$ "));
        assertEquals("", unnamed.host("$ "));
    }
}
