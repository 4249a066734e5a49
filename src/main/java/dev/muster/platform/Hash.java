package dev.muster.platform;

import java.util.Locale;

/** A kind of checksum. */
public enum Hash {
    MD5("MD5", 32),
    SHA256("SHA-256", 64),
    SHA512("SHA-512", 128);

    private final String algorithm;
    private final int digits;

    Hash(String algorithm, int digits) {
        this.algorithm = algorithm;
        this.digits = digits;
    }

    /** What users write, such as {@code sha256}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Java's name for it. */
    public String algorithm() {
        return algorithm;
    }

    /** How many hexadecimal digits it has. */
    public int digits() {
        return digits;
    }
}
