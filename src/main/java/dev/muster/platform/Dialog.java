package dev.muster.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question of the device and its answer.
 *
 * @param match the question, looked for on the last line
 * @param answer what is sent; {@code {username}}, {@code {password}} and {@code {enable_password}} stand for the device's
 * @param newline whether the enter key follows; false where a single key is read
 * @param then a command whose output explains the question, run afterwards, or null
 * @param onlyFor the beginning of the command after which alone the answer is given, or null for all
 */
public record Dialog(
        Pattern match,
        String answer,
        boolean newline,
        @Nullable String then,
        @Nullable String onlyFor) {

    /** Whether this dialog answers after the command. */
    public boolean appliesTo(String command) {
        return onlyFor == null || command.startsWith(onlyFor);
    }

    /** Whether the answer is one of the device's passwords, which must not be shown. */
    public boolean isSecret() {
        return answer.equals("{password}") || answer.equals("{enable_password}");
    }
}
