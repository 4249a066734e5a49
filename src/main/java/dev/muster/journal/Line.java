package dev.muster.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: a JSON object whose first field is the CRC-32C of all bytes after it, so that a line which was
 * cut or damaged is recognised.
 */
final class Line {
    private static final String HEAD = "{\"crc\":\"";
    private static final int BEGIN = HEAD.length() + 8 + 2;

    private Line() {}

    /** The line for an entry, with its line end. */
    static byte[] of(Entry entry) {
        byte[] object = RecordJson.bytes((Record) entry);
        var crc = new CRC32C();
        crc.update(object, 1, object.length - 1);
        byte[] head = (HEAD + hex(crc) + "\",").getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[BEGIN + object.length];
        System.arraycopy(head, 0, line, 0, BEGIN);
        System.arraycopy(object, 1, line, BEGIN, object.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }

    /** The entry in a line without its end, or null when the line is not whole. */
    static @Nullable Entry read(byte[] line) {
        if (!isWhole(line)) {
            return null;
        }
        return RecordJson.read(Entry.class, line);
    }

    private static boolean isWhole(byte[] line) {
        if (line.length < BEGIN || !new String(line, 0, HEAD.length(), StandardCharsets.US_ASCII).equals(HEAD)) {
            return false;
        }
        var crc = new CRC32C();
        crc.update(line, BEGIN, line.length - BEGIN);
        return hex(crc).equals(new String(line, HEAD.length(), 8, StandardCharsets.US_ASCII));
    }

    private static String hex(CRC32C crc) {
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }
}
