package dev.muster.csv;

import java.nio.charset.StandardCharsets;

/** A text as it stands in a file. */
final class Word {
    private final byte[] bytes;

    private Word(byte[] bytes) {
        this.bytes = bytes;
    }

    static Word of(String text) {
        return new Word(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }
}
