package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.transport.HttpHead;
import dev.muster.transport.HttpSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of an answer: in memory while it is small, in a file when it grows. */
final class HttpBody implements HttpSink {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");

    private static final int EXCERPT = 2048;

    private final OutputStore store;
    private final long memoryLimit;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable OutputStream stream;
    private @Nullable Path file;
    private @Nullable MessageDigest digest;
    private Charset charset = StandardCharsets.UTF_8;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private long bytes;
    private boolean finished;
    private volatile boolean lost;

    private HttpBody(OutputStore store, long memoryLimit) {
        this.store = store;
        this.memoryLimit = memoryLimit;
    }

    /** A body that may go to a file. */
    static HttpBody large(OutputStore store) {
        return new HttpBody(store, store.memoryLimit());
    }

    /** A body that is looked into, and so is kept in memory. */
    static HttpBody small(OutputStore store) {
        return new HttpBody(store, Long.MAX_VALUE);
    }

    @Override
    public void begin(HttpHead head) {
        Matcher named = CHARSET.matcher(head.header("content-type"));
        if (named.find()) {
            try {
                charset = Charset.forName(named.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                charset = StandardCharsets.UTF_8;
            }
        }
    }

    /** The bodies of a request that may be made several times: that of the last one counts. */
    static final class Attempts implements Supplier<HttpBody> {
        private final OutputStore store;
        private @Nullable HttpBody last;

        Attempts(OutputStore store) {
            this.store = store;
        }

        @Override
        public HttpBody get() {
            received();
            last = large(store);
            return last;
        }

        /** What came of the last one before it failed, or null. */
        @Nullable
        Output received() {
            return last == null ? null : last.received();
        }
    }

    /** Takes a piece; after a failure some may still come from the client's threads, and are dropped. */
    @Override
    public void take(byte[] piece) throws DeviceException {
        lock.lock();
        try {
            if (!finished) {
                add(piece);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] piece) throws DeviceException {
        if (bytes + piece.length > store.limit()) {
            throw new DeviceException(
                    FailureKind.OUTPUT_LIMIT, Stage.STEP, "the answer has more than " + store.limit() + " bytes");
        }
        first.write(piece, 0, Math.max(0, Math.min(piece.length, EXCERPT - first.size())));
        try {
            keep(piece);
        } catch (IOException e) {
            throw new DeviceException(notKept(e));
        }
    }

    private void keep(byte[] piece) throws IOException {
        if (stream == null && bytes + piece.length > memoryLimit) {
            OutputStore.Place place = store.open();
            file = place.file();
            stream = place.stream();
            digest = Output.digest();
            stream.write(memory.toByteArray());
            digest.update(memory.toByteArray());
            memory = new ByteArrayOutputStream(0);
        }
        if (stream == null || digest == null) {
            memory.write(piece);
        } else {
            stream.write(piece);
            digest.update(piece);
        }
        bytes += piece.length;
    }

    private Failure notKept(IOException e) {
        lost = true;
        return Failure.of(FailureKind.INTERNAL, Stage.STEP, "a large answer could not be written: " + e.getMessage())
                .withHint("look at the disk that holds the run's folder");
    }

    /** Its beginning. */
    String first() {
        return new String(first.toByteArray(), charset);
    }

    /** A body that is held in memory, as text. */
    String text() {
        return memory.toString(charset);
    }

    /** All that came; later pieces are dropped. */
    Output finish() throws DeviceException {
        lock.lock();
        try {
            finished = true;
            return whole();
        } finally {
            lock.unlock();
        }
    }

    /** What came before a failure; null when nothing did, or when it could not be written. */
    @Nullable
    Output received() {
        try {
            Output came = finish();
            return lost || came.bytes() == 0 ? null : came;
        } catch (DeviceException e) {
            return null;
        }
    }

    private Output whole() throws DeviceException {
        if (stream == null || digest == null) {
            return Output.of(text());
        }
        try (OutputStream closing = stream) {
            closing.flush();
        } catch (IOException e) {
            throw new DeviceException(notKept(e));
        }
        return new Output(null, file, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
