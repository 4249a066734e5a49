package dev.muster.parse;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Lets others go first from time to time, and ends when they want it to. */
final class PacedReader extends FilterReader {
    private static final int PIECE = 8192;
    private final RowParser.Pace pace;

    PacedReader(Reader text, RowParser.Pace pace) {
        super(text);
        this.pace = pace;
    }

    @Override
    public int read(char[] buffer, int from, int most) throws IOException {
        pace.breathe();
        return super.read(buffer, from, Math.min(most, PIECE));
    }
}
