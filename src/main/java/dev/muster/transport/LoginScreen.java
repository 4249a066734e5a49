package dev.muster.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.regex.Pattern;

/** What a device has shown since it last got an answer, as far as a login needs it. */
final class LoginScreen {
    /** A device that floods must not fill the memory; only the end of what it says matters. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int KEPT_BYTES = 1 << 16;
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 2048;

    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\\x1b(?:\\[[0-9;?]*[@-~]|[()*+#%].|[^\\[])?");

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final String secret;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean returned;
    private boolean secretTyped;

    /** @param secret what must not be shown, even if the device repeats it */
    LoginScreen(String secret) {
        this.secret = secret;
    }

    void show(ByteQueue from) {
        for (int b = from.next(); b >= 0; b = from.next()) {
            bytes.write(b);
            show((char) b);
        }
        if (bytes.size() > MOST_BYTES) {
            byte[] all = bytes.toByteArray();
            bytes = new ByteArrayOutputStream();
            bytes.write(all, all.length - KEPT_BYTES, KEPT_BYTES);
        }
    }

    private void show(char c) {
        switch (c) {
            case '\n' -> {
                keep(plain());
                line.setLength(0);
                returned = false;
            }
            case '\r' -> returned = true;
            case '\b' -> line.setLength(Math.max(0, line.length() - 1));
            case 0 -> {}
            default -> put(c);
        }
    }

    private void put(char c) {
        if (returned) {
            line.setLength(0);
            returned = false;
        }
        if (line.length() == LONGEST_LINE) {
            line.delete(0, LONGEST_LINE / 2);
        }
        line.append(c);
    }

    private void keep(String text) {
        if (text.isBlank()) {
            return;
        }
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.addLast(text);
    }

    private String plain() {
        String text = CONTROL_SEQUENCE.matcher(line).replaceAll("");
        return secretTyped && !secret.isEmpty() && text.strip().equals(secret) ? "" : text;
    }

    /** The unfinished last line. */
    String tail() {
        return plain();
    }

    /** The last line that says something, without the unfinished one; empty when there is none. */
    String lastLine() {
        return lines.isEmpty() ? "" : lines.getLast();
    }

    /** The first line that says something, of those kept; empty when there is none. */
    String firstLine() {
        return lines.isEmpty() ? plain().strip() : lines.getFirst().strip();
    }

    /** Whether a line or the unfinished one matches. */
    boolean says(Pattern pattern) {
        return lines.stream().anyMatch(text -> pattern.matcher(text).find())
                || pattern.matcher(plain()).find();
    }

    /** The last lines, for the report of a failure. */
    String recent() {
        String text = String.join("\n", lines);
        String whole = (text.isEmpty() ? plain() : text + "\n" + plain()).strip();
        String readable = new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return secretTyped && !secret.isEmpty() ? readable.replace(secret, "***") : readable;
    }

    /** Begins anew, as after an answer. */
    void answered(boolean withSecret) {
        secretTyped |= withSecret;
        lines.clear();
        line.setLength(0);
        bytes.reset();
        returned = false;
    }

    /** Every byte since the last answer, without the secret where the device has repeated it. */
    byte[] rest() {
        byte[] all = bytes.toByteArray();
        int end = 0;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        String first = new String(all, 0, end, StandardCharsets.ISO_8859_1);
        boolean repeated = secretTyped && !secret.isEmpty() && first.strip().equals(secret);
        return repeated ? java.util.Arrays.copyOfRange(all, end, all.length) : all;
    }
}
