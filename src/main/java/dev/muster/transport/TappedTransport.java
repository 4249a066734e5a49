package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Tap;
import dev.muster.scope.Deadline;
import dev.muster.scope.Interrupts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport that lets others hear what passes, without secrets; for the session it is the transport behind it. */
public final class TappedTransport implements Transport {
    /** After so long the unfinished line is heard too, so that a run that is killed leaves what the device said last. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int LONGEST_PIECE = 1 << 16;
    private static final int LONGEST_QUESTION = 300;

    private final Transport inner;
    private final Redaction redaction;
    private final List<Tap> taps;
    private final ByteQueue chunk = new ByteQueue();
    /** Received, but not heard yet: the unfinished line. */
    private final StringBuilder pending = new StringBuilder();
    /** The end of the unfinished line, heard or not. */
    private String standing = "";

    private boolean ended;
    private boolean closed;

    public TappedTransport(Transport inner, Redaction redaction, List<Tap> taps) {
        this.inner = inner;
        this.redaction = redaction;
        this.taps = List.copyOf(taps);
    }

    /** What is heard of a login that the transport itself holds, as by telnet. */
    private final class LoginTap implements LoginWatch {
        @Override
        public void received(byte[] bytes) {
            hear(bytes);
        }

        @Override
        public void typed(byte[] bytes) {
            type(bytes);
        }
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        tell(Tap::opening);
        try {
            inner.open(opening.with(new LoginTap()));
        } catch (DeviceException e) {
            flush();
            tell(tap -> tap.notOpened(e.failure()));
            throw e;
        }
        flush();
        String how = inner.peer().toString();
        tell(tap -> tap.opened(how));
    }

    private void tell(Consumer<Tap> event) {
        taps.forEach(event);
    }

    @Override
    public Peer peer() {
        return inner.peer();
    }

    @Override
    public String trouble() {
        return inner.trouble();
    }

    /** What is copied beside the command line is not heard. */
    @Override
    public @Nullable SideChannels sideChannels() {
        return inner.sideChannels();
    }

    @Override
    public boolean alive() {
        return inner.alive();
    }

    @Override
    public Read read(ByteQueue into, Deadline deadline) throws InterruptedException {
        Read read = pending.isEmpty() ? inner.read(chunk, deadline) : readAfterPause(deadline);
        switch (read) {
            case BYTES -> {
                byte[] bytes = chunk.take();
                hear(bytes);
                into.add(bytes, 0, bytes.length);
            }
            case END -> {
                flush();
                ended = true;
            }
            case DEADLINE -> {}
        }
        return read;
    }

    private Read readAfterPause(Deadline deadline) throws InterruptedException {
        Deadline pause = Deadline.in(PAUSE).earlier(deadline);
        Read read = inner.read(chunk, pause);
        if (read != Read.DEADLINE || pause.equals(deadline)) {
            return read;
        }
        hearUpTo(pending.length() - redaction.heldBack(pending));
        return inner.read(chunk, deadline);
    }

    private void hear(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        pending.append(text);
        int lines = pending.lastIndexOf("\n") + 1;
        standing = last(lines > 0 ? pending.substring(lines) : standing + text);
        hearUpTo(lines);
        if (pending.length() > LONGEST_PIECE) {
            hearUpTo(pending.length() - redaction.heldBack(pending));
        }
    }

    private static String last(String line) {
        return line.substring(Math.max(0, line.length() - LONGEST_QUESTION));
    }

    private void flush() {
        hearUpTo(pending.length());
    }

    private void hearUpTo(int end) {
        if (end > 0) {
            String clean = redaction.received(pending.substring(0, end));
            pending.delete(0, end);
            tell(tap -> tap.received(clean));
        }
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        type(bytes);
        inner.write(bytes);
    }

    private void type(byte[] bytes) {
        flush();
        String clean = redaction.typed(new String(bytes, StandardCharsets.ISO_8859_1), standing);
        standing = "";
        tell(tap -> tap.typed(clean));
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        var dropped = new ByteQueue();
        try {
            while (deadline.left() > 0 && read(dropped, deadline) == Read.BYTES) {
                dropped.clear();
            }
        } catch (InterruptedException e) {
            Interrupts.restore();
        }
    }

    @Override
    public void abort() {
        inner.abort();
    }

    @Override
    public void close() {
        inner.close();
        if (!closed) {
            closed = true;
            flush();
            tell(tap -> tap.closed(ended));
        }
    }
}
