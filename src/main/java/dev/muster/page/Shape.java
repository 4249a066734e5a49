package dev.muster.page;

import dev.muster.result.Output;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * An output without what differs from device to device and from minute to minute.
 *
 * @param text the output with {@link #GAP} for each such field
 * @param fields what stood in the gaps, in their order
 */
record Shape(String text, List<String> fields) {
    /** Stands for a field; a text that has it already is taken as it is. */
    static final char GAP = '\u0001';

    /** Tells shapes apart. */
    record Key(long high, long low) {}

    /** The same for outputs that agree. */
    Key key() {
        MessageDigest digest = Output.digest();
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Key(hash.getLong(), hash.getLong());
    }

    /** The fields as one text; empty when there are none. */
    String joined() {
        return String.join(String.valueOf(GAP), fields);
    }
}
