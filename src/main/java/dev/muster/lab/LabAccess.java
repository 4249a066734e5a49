package dev.muster.lab;

import org.jspecify.annotations.Nullable;

/**
 * What the SSH server of a simulated device asks beside user name and password, and what it allows.
 *
 * @param authorizedKey a public key that may log in, as in an authorized_keys line; null for none
 * @param oneTimeCode asked for after the password, by keyboard-interactive only; null for none
 * @param newPassword whether the password has run out and must be changed before anything else
 * @param mostShells how many shells and commands one connection may have at once, 0 for none
 * @param passwords whether passwords are taken at all
 */
public record LabAccess(
        @Nullable String authorizedKey,
        @Nullable String oneTimeCode,
        boolean newPassword,
        int mostShells,
        boolean passwords) {

    /** User name and password, and nothing else. */
    public static final LabAccess BY_PASSWORD = new LabAccess(null, null, false, Integer.MAX_VALUE, true);

    /** The same with a public key that may log in, such as {@code ecdsa-sha2-nistp256 AAAA...}. */
    public LabAccess withKey(String line) {
        return new LabAccess(line, oneTimeCode, newPassword, mostShells, passwords);
    }

    /** The same without passwords: by public key only. */
    public LabAccess withoutPasswords() {
        return new LabAccess(authorizedKey, oneTimeCode, newPassword, mostShells, false);
    }

    /** The same with a one-time code behind the password. */
    public LabAccess withOneTimeCode(String code) {
        return new LabAccess(authorizedKey, code, newPassword, mostShells, passwords);
    }

    /** The same with a password that must be changed. */
    public LabAccess withPasswordRunOut() {
        return new LabAccess(authorizedKey, oneTimeCode, true, mostShells, passwords);
    }

    /** The same with at most this many shells and commands at once on one connection. */
    public LabAccess withMostShells(int most) {
        return new LabAccess(authorizedKey, oneTimeCode, newPassword, most, passwords);
    }
}
