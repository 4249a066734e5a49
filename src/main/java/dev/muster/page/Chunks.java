package dev.muster.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Parts of the page that are read only when somebody asks for them, each in an element of its own. In a large page they
 * are compressed; in a small one they are JSON that anybody can read.
 */
final class Chunks {
    /** About how large a part should be, so that one is unpacked in a moment. */
    static final int SIZE = 512 << 10;

    private final OutputStream out;
    private final boolean compressed;

    Chunks(OutputStream out, boolean compressed) {
        this.out = out;
        this.compressed = compressed;
    }

    /** Writes a part. */
    void write(String id, Json json) throws IOException {
        byte[] bytes = json.bytes();
        if (!compressed) {
            element(id, "application/json", bytes);
            return;
        }
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED + 2);
        try (var zip = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            zip.write(bytes);
        } finally {
            deflater.end();
        }
        element(id, "application/zlib", Base64.getEncoder().encode(packed.toByteArray()));
    }

    private void element(String id, String type, byte[] content) throws IOException {
        out.write(("<script type=\"" + type + "\" id=\"part-" + id + "\">").getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.write("</script>\n".getBytes(StandardCharsets.US_ASCII));
    }
}
