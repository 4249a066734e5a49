package dev.muster.secret;

import java.util.Arrays;

/** A credential that never prints: {@link #toString()} shows stars, equality does not leak, the value can be wiped. */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** A secret with this value; the text itself stays with the caller. */
    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /** The value, for the library that must send it. */
    public String reveal() {
        return new String(value);
    }

    /** Overwrites the value; the secret is empty afterwards. */
    public void wipe() {
        Arrays.fill(value, '\0');
    }

    @Override
    public String toString() {
        return "********";
    }
}
