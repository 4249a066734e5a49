package dev.muster.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Reads a journal line by line. */
final class JournalReader {
    private final Path path;

    JournalReader(Path path) {
        this.path = path;
    }

    /** Takes entries in order. */
    interface Visitor {
        /** @param at where its line begins, in bytes */
        void entry(long at, Entry entry) throws IOException;
    }

    /**
     * How far a journal can be used.
     *
     * @param end of the last whole line, in bytes
     * @param torn bytes after it
     * @param damaged lines before it that are not whole
     */
    record Extent(long end, long torn, int damaged) {}

    /** Visits the entries of all whole lines. */
    Extent read(InputStream in, Visitor visitor) throws IOException {
        return read(in, at -> true, visitor);
    }

    /** Visits the entries of those whole lines whose place is wanted; the others are not even understood. */
    Extent read(InputStream in, LongPredicate wanted, Visitor visitor) throws IOException {
        var input = new BufferedInputStream(in, 1 << 16);
        long at = 0;
        long end = 0;
        int bad = 0;
        int damaged = 0;
        int number = 0;
        for (byte[] line = next(input); line != null; line = next(input)) {
            number++;
            boolean ended = line[line.length - 1] == '\n';
            long next = at + line.length;
            boolean whole = ended && (wanted.test(at) ? isVisited(at, number, line, visitor) : true);
            if (whole) {
                end = next;
                damaged = bad;
            } else {
                bad++;
            }
            at = next;
        }
        return new Extent(end, at - end, damaged);
    }

    private boolean isVisited(long at, int number, byte[] line, Visitor visitor) throws IOException {
        Entry entry;
        try {
            entry = Line.read(java.util.Arrays.copyOf(line, line.length - 1));
        } catch (IllegalArgumentException e) {
            throw new DamagedException(
                    path + ":" + number + ": this version does not understand it: " + e.getMessage());
        }
        if (entry != null) {
            visitor.entry(at, entry);
        }
        return entry != null;
    }

    /** The next line with its end, which the last may lack; null after the last. */
    static byte @Nullable [] next(BufferedInputStream in) throws IOException {
        var line = new ByteArrayOutputStream(512);
        int b = in.read();
        while (b >= 0) {
            line.write(b);
            if (b == '\n') {
                break;
            }
            b = in.read();
        }
        return line.size() == 0 ? null : line.toByteArray();
    }
}
