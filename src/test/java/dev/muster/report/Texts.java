package dev.muster.report;

import java.util.Random;

/** Texts that no device should send and some do. */
final class Texts {
    private Texts() {}

    /** Control characters, quotes, line ends, letters of all kinds, halves of surrogate pairs. */
    static String any(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(400); i >= 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append("\",\\\r\n '".charAt(random.nextInt(7)));
                case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0xFFFFF));
                case 4 -> text.append((char) (0x7f + random.nextInt(0x800)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    /** The same by another way than the code under test: code point by code point. */
    static String inUtf8(String text) {
        return text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
