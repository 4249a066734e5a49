package dev.muster.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    private static String masked(String text, String command) {
        return Mask.of(text, command, List.of("R1")).text().replace(Shape.GAP, '_');
    }

    private static String filled(Shape shape) {
        String text = shape.text();
        for (String field : shape.fields()) {
            int at = text.indexOf(Shape.GAP);
            text = text.substring(0, at) + field + text.substring(at + 1);
        }
        return text;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            R1 uptime is 1 week, 2 days, 3 hours          | _ uptime is _ week, _ days, _ hours
            14:00:00.215 UTC Sun Nov 22 2026              | _
            *14:00:00.215 UTC Sun Nov 22 2026             | *_
            Nov 22 14:00:01.123: link up                  | _: link up
            2026-11-22T14:00:00Z boot                     | _ boot
            since 2026-11-22 14:00:00                     | since _
            10.0.0.1 up 1w2d, 3d04h                       | 10.0.0.1 up _, _
            5 minute input rate 1000 bits/sec, 3 packets/sec | 5 minute input rate _ bits/sec, _ packets/sec
            "1234 packets input, 5678 bytes, 0 no buffer" | "_ packets input, _ bytes, 0 no buffer"
            "Uptime: 3d 04:05:06"                         | "Uptime: 3d _"
            """)
    void whatChangesByItselfIsLeftOut(String text, String expected) {
        assertEquals(expected, masked(text, "show something"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cisco IOS Software, Version 15.7(3)M5",
                "Compiled Wed 01-Mar-18 15:43 by prod",
                "MTU 1500 bytes, BW 100000 Kbit/sec",
                "0 input errors, 5 CRC",
                "00:1a:2b:3c:4d:5e",
                "2001:db8::1:22:33",
                "R10 and R1-uplink and XR1",
                "65000:100",
                "VLAN 100 is 3 hours of work"
            })
    void whatSaysSomethingStays(String text) {
        assertEquals(text, masked(text, "show something"));
    }

    @Test
    void inAConfigurationOnlyTheNameAndRemarksAreLeftOut() {
        String text =
                "Current configuration : 1234 bytes\n! Last configuration change at 10:11:12 UTC by x\nhostname R1\n"
                        + "timeout xlate 3:00:00\nexec-timeout 5 minutes";
        assertEquals(
                "_\n_\nhostname _\ntimeout xlate 3:00:00\nexec-timeout 5 minutes", masked(text, "show running-config"));
        assertEquals("timeout xlate _", masked("timeout xlate 3:00:00", "show xlate"));
    }

    @Test
    void nothingIsLostWhateverTheText() {
        var random = new java.util.Random(7);
        String letters = "R1 :0123T-.,\nMonNov 22 2026 up days packets bytes";
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertEquals(text.toString(), filled(Mask.of(text.toString(), "show x", List.of("R1"))));
        }
    }

    @Test
    void aTextThatHoldsTheSignOfAGapIsTakenAsItIs() {
        String text = "R1 \u0001 14:00:00";
        assertEquals(new Shape(text, List.of()), Mask.of(text, "show x", List.of("R1")));
    }

    @Test
    void answersAgreeByTheirShape() {
        Shape one = Mask.of("R1 up 1w2d", "show x", List.of("R1"));
        assertEquals(one.key(), Mask.of("R2 up 4w6d", "show x", List.of("R2")).key());
        assertNotEquals(
                one.key(), Mask.of("R2 down 4w6d", "show x", List.of("R2")).key());
    }
}
