package dev.muster.yaml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;

/**
 * Leaves the last place of every buffer free. The YAML library reads one character more where a buffer ends in the middle of
 * a character pair, and fails when there is no room (snakeyaml-engine 3.0.1, StreamReader, seen on Java 21).
 */
final class RoomyReader extends FilterReader {
    RoomyReader(String text) {
        super(new StringReader(text));
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, length > 1 ? length - 1 : length);
    }
}
