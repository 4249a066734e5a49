package dev.muster.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows of a CSV file (RFC 4180, UTF-8), one at a time, as places in a buffer: no text is made before someone asks for it,
 * and fields that nobody asks for are not even told apart.
 */
final class CsvRows {
    private static final int PIECE = 1 << 18;
    private static final int LARGEST_ROW = 1 << 26;
    private static final byte QUOTE = '"';
    private static final byte END = '\n';

    private final InputStream in;
    private final byte delimiter;
    private final Search lineEnds = new Search(END, QUOTE);
    private final Flushing beforeWait;
    private byte[] buffer = new byte[PIECE];
    private int filled;
    private int start;
    private int next;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int fields;
    private int wanted = Integer.MAX_VALUE;
    private long number;
    private boolean ended;

    /** What is done before reading, which may take a while. */
    interface Flushing {
        void flush() throws IOException;
    }

    CsvRows(InputStream in, char delimiter, Flushing beforeWait) {
        this.in = in;
        this.delimiter = (byte) delimiter;
        this.beforeWait = beforeWait;
    }

    /** Leaves all fields after the first so many untouched. */
    void want(int first) {
        wanted = first;
    }

    /** Goes to the next row that is not empty; false at the end. */
    boolean next() throws IOException, CsvException {
        do {
            start = next;
            if (!locate()) {
                return false;
            }
            number++;
        } while (isEmpty());
        return true;
    }

    private boolean isEmpty() {
        int length = next - start;
        return (length == 1 && buffer[start] == END)
                || (length == 2 && buffer[start] == '\r' && buffer[start + 1] == END);
    }

    private boolean locate() throws IOException, CsvException {
        if (number == 0 && start == 0 && fill()) {
            skipMark();
        }
        while (true) {
            int end = scan();
            if (end >= 0) {
                next = end;
                return true;
            }
            if (!fill()) {
                return atLast();
            }
        }
    }

    private void skipMark() throws IOException {
        boolean more = filled < 3;
        while (more) {
            more = fill() && filled < 3;
        }
        if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            start = 3;
        }
    }

    /** A last row needs no line end. */
    private boolean atLast() throws CsvException {
        if (start >= filled) {
            return false;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, filled + 1);
        }
        buffer[filled++] = END;
        int end = scan();
        if (end < 0) {
            throw new CsvException("row " + (number + 1) + ": a quote is not closed before the end of the file");
        }
        next = end;
        return true;
    }

    /** The place after the row's end, or -1 when it is not in the buffer. */
    private int scan() {
        byte[] bytes = buffer;
        int last = filled;
        int at = start;
        int begin = at;
        int found = 0;
        while (found < wanted && at < last) {
            byte c = bytes[at];
            if (c == delimiter || c == END) {
                keep(found++, begin, at++);
                begin = at;
                if (c == END) {
                    fields = found;
                    return at;
                }
            } else if (c == QUOTE && at == begin) {
                at = afterQuotes(at);
                if (at < 0) {
                    return -1;
                }
            } else {
                at++;
            }
        }
        fields = found;
        return found < wanted ? -1 : rowEnd(at);
    }

    /** Goes through the fields that nobody wants, for their quotes may hide line ends. */
    private int rowEnd(int begin) {
        int at = lineEnds.find(buffer, begin, filled);
        while (at < filled) {
            if (buffer[at] == END) {
                return at + 1;
            }
            at = buffer[at - 1] == delimiter ? afterQuotes(at) : at + 1;
            if (at < 0) {
                return -1;
            }
            at = lineEnds.find(buffer, at, filled);
        }
        return -1;
    }

    /** The place after the quote that closes the one here, or -1. */
    private int afterQuotes(int open) {
        for (int at = open + 1; at < filled; at++) {
            if (buffer[at] == QUOTE) {
                if (at + 1 >= filled) {
                    return -1;
                }
                if (buffer[at + 1] != QUOTE) {
                    return at + 1;
                }
                at++;
            }
        }
        return -1;
    }

    private void keep(int field, int begin, int end) {
        if (field == from.length) {
            from = Arrays.copyOf(from, 2 * field);
            to = Arrays.copyOf(to, 2 * field);
        }
        from[field] = begin;
        to[field] = buffer[end] == END && end > begin && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    private boolean fill() throws IOException {
        beforeWait.flush();
        if (start > 0 && number > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            if (buffer.length >= LARGEST_ROW) {
                throw new IOException("row " + (number + 1) + " has more than 64 MiB; is a quote not closed?");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = ended ? -1 : in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        return !ended;
    }

    int fields() {
        return fields;
    }

    /** The number of the row, the header being 1. */
    long number() {
        return number;
    }

    /** A field as text, without its quotes; empty where the row is too short. */
    String text(int field) {
        if (field >= fields) {
            return "";
        }
        int begin = from[field];
        int end = to[field];
        if (end == begin || buffer[begin] != QUOTE) {
            return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
        }
        int close = Math.min(afterQuotes(begin), end);
        String quoted = new String(buffer, begin + 1, close - begin - 2, StandardCharsets.UTF_8);
        return quoted.replace("\"\"", "\"") + new String(buffer, close, end - close, StandardCharsets.UTF_8);
    }

    /** Whether a field has these bytes. */
    boolean is(int field, Word word) {
        byte[] value = word.bytes();
        if (field >= fields) {
            return value.length == 0;
        }
        int begin = from[field];
        int end = to[field];
        if (end > begin && buffer[begin] == QUOTE) {
            return Arrays.equals(text(field).getBytes(StandardCharsets.UTF_8), value);
        }
        if (end - begin != value.length) {
            return false;
        }
        for (int i = value.length - 1; i >= 0; i--) { // addresses differ at their ends
            if (buffer[begin + i] != value[i]) {
                return false;
            }
        }
        return true;
    }

    /** The whole row as it stands in the file, with its line end. */
    void copy(OutputStream out) throws IOException {
        out.write(buffer, start, next - start);
    }

    /** One field as it stands in the file, with its quotes. */
    void copy(int field, OutputStream out) throws IOException {
        if (field < fields) {
            out.write(buffer, from[field], to[field] - from[field]);
        }
    }
}
