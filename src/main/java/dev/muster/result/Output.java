package dev.muster.result;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a command printed: held as text, or in a file of the run's folder when it was large.
 *
 * @param text the whole text, or null when it is in {@code file}
 * @param file where the text is, relative to the run's folder, or null when it is in {@code text}
 * @param bytes its length in UTF-8
 * @param sha256 lower-case hexadecimal SHA-256 of the UTF-8 text
 */
public record Output(@Nullable String text, @Nullable Path file, long bytes, String sha256) {

    /** An output held in memory. */
    public static Output of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Output(text, null, utf8.length, HexFormat.of().formatHex(digest().digest(utf8)));
    }

    /** A fresh digest, for whoever writes large outputs piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The text where it is in memory, else where to find it. */
    public String display() {
        return text != null ? text : "(" + bytes + " bytes in " + file + ")";
    }
}
