package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.transport.Recording.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A device that says what a recording says, when the same is typed as then. No time passes: a wait for bytes ends at its
 * deadline at once where the recording waits for the user, or is silent for longer.
 */
public final class ReplayTransport implements Transport {
    private final List<Event> events;
    private final LongToIntFunction pieces;
    private int reading;
    private int offset;
    private long delivered;
    private long silent;
    /** Where in the recording the user has got to; the device may be behind. */
    private int typed;

    private volatile boolean ended;

    /** Replays in pieces as large as they come. */
    public ReplayTransport(Recording recording) {
        this(recording, delivered -> Integer.MAX_VALUE);
    }

    /** @param pieces the most bytes that come at once, at least 1, by how many came before */
    public ReplayTransport(Recording recording, LongToIntFunction pieces) {
        this.events = recording.events();
        this.pieces = pieces;
    }

    @Override
    public void open(Opening opening) throws DeviceException {
        opening.clock().enter(Phase.CONNECT);
        opening.clock().enter(Phase.AUTH);
        if (!events.isEmpty() && events.getFirst() instanceof Event.NotOpened not) {
            throw new DeviceException(not.kind(), not.stage(), not.message());
        }
    }

    @Override
    public boolean alive() {
        return !ended && reading < events.size();
    }

    @Override
    public Read read(ByteQueue into, Deadline deadline) {
        while (alive()) {
            Read read = advance(events.get(reading), into, deadline);
            if (read != null) {
                return read;
            }
        }
        return Read.END;
    }

    /** What a wait ends with at this event, or null when it is past. */
    private @Nullable Read advance(Event event, ByteQueue into, Deadline deadline) {
        return switch (event) {
            case Event.Received received -> deliver(received.bytes(), into);
            case Event.Typed line -> typed > reading ? pass() : Read.DEADLINE;
            case Event.Silence silence -> {
                long left = silence.length().toNanos() - silent;
                long waited = Math.max(0, deadline.left());
                silent += waited;
                yield waited >= left ? pass() : Read.DEADLINE;
            }
            case Event.NotOpened not -> pass();
        };
    }

    private @Nullable Read pass() {
        reading++;
        offset = 0;
        silent = 0;
        return null;
    }

    private Read deliver(String text, ByteQueue into) {
        int end = (int) Math.min(text.length(), offset + (long) pieces.applyAsInt(delivered));
        byte[] bytes = text.substring(offset, end).getBytes(StandardCharsets.ISO_8859_1);
        into.add(bytes, 0, bytes.length);
        delivered += bytes.length;
        offset = end;
        if (offset == text.length()) {
            pass();
        }
        return Read.BYTES;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        int next = typed;
        while (next < events.size() && !(events.get(next) instanceof Event.Typed)) {
            next++;
        }
        if (ended || next == events.size()) {
            throw unexpected("it ends there");
        }
        if (events.get(next) instanceof Event.Typed then && !then.bytes().equals(line)) {
            throw unexpected("it goes on with `" + then.bytes().strip() + "`");
        }
        typed = next + 1;
    }

    /** What was typed is not shown: it may be a password. */
    private static DeviceException unexpected(String instead) {
        return new DeviceException(
                FailureKind.DISCONNECTED, Stage.STEP, "the recording has no answer to what was typed: " + instead);
    }

    /** What the recording still waits for the user to type. */
    public List<String> untyped() {
        return events.subList(typed, events.size()).stream()
                .filter(Event.Typed.class::isInstance)
                .map(event -> ((Event.Typed) event).bytes())
                .toList();
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        // what still comes is dropped
    }

    @Override
    public void abort() {
        ended = true;
    }

    @Override
    public void close() {
        ended = true;
    }
}
