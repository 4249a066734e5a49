package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
    private final SafeName names = new SafeName();

    @ParameterizedTest
    @ValueSource(strings = {"R1", "core-1.ams_x", "192.0.2.1", "Zürich", "sw#1"})
    void aSafeNameStaysAsItIs(String name) {
        assertEquals(name, names.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "a\\b",
                "a\0b",
                "a\nb",
                ".hidden",
                "con",
                "NUL.txt",
                "COM1",
                "2001:db8::1",
                "trailing.",
                "-rf",
                "a\u202eb",
                "\uD800"
            })
    void anUnsafeNameIsChangedAndMarked(String name) {
        String safe = names.of(name);
        assertTrue(safe.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@=,#+-]*~[0-9a-f]{8}"), safe);
    }

    @Test
    void namesThatLookTheSameOnceChangedHaveTheirOwnFiles() {
        assertNotEquals(names.of("a/b"), names.of("a:b"));
    }

    @Test
    void namesThatDifferInCaseOrAccentsAloneHaveTheirOwnFiles() {
        assertEquals("R1", names.of("R1"));
        assertFalse(names.of("r1").equalsIgnoreCase("R1"));
        assertEquals("R1", names.of("R1"));
        String composed = names.of("caf\u00e9");
        String apart = Normalizer.normalize(names.of("cafe\u0301"), Normalizer.Form.NFC);
        assertNotEquals(composed, apart);
    }

    @Test
    void aNameThatLooksLikeAMarkedOneHasItsOwnFile() {
        String marked = names.of("a/b");
        assertNotEquals(marked, names.of(marked));
    }

    @Test
    void longNamesAreCutByBytesAndStayApart() {
        String first = names.of("é".repeat(300) + "1");
        String second = names.of("é".repeat(300) + "2");
        assertNotEquals(first, second);
        assertTrue(first.getBytes(StandardCharsets.UTF_8).length <= SafeName.MOST_BYTES);
    }

    @Test
    void noTwoOfManyOddNamesShareAFileOnAnyFileSystem() {
        var random = new Random(7);
        var asked = new HashSet<String>();
        var files = new HashSet<String>();
        for (int i = 0; i < 5000; i++) {
            var name = new StringBuilder();
            for (int n = random.nextInt(4); n >= 0; n--) {
                name.append("aAbB./:~é\u0301 ".charAt(random.nextInt(11)));
            }
            if (asked.add(name.toString())) {
                String folded = Normalizer.normalize(names.of(name.toString()), Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT);
                assertTrue(files.add(folded), name + " shares " + folded);
            }
        }
    }
}
