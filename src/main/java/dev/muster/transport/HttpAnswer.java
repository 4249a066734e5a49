package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Event;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The answer to one request as it comes, piece by piece and never more than is taken; called by one thread at a time. */
final class HttpAnswer implements Flow.Subscriber<List<ByteBuffer>> {
    static final int FOR_TRANSCRIPTS = 1 << 16;
    static final int FOR_MESSAGES = 2048;

    private final HttpSink sink;
    private final int kept;
    private final Event refused = new Event();
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private volatile @Nullable HttpHead head;
    private volatile @Nullable DeviceException refusal;
    private volatile long bytes;

    /** @param kept how many bytes of the body are kept beside the sink */
    HttpAnswer(HttpSink sink, int kept) {
        this.sink = sink;
        this.kept = kept;
    }

    void begin(HttpHead seen) {
        head = seen;
        try {
            sink.begin(seen);
        } catch (DeviceException e) {
            refuse(e);
        }
    }

    private void refuse(DeviceException why) {
        refusal = why;
        refused.happen();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** Happens when the sink wants no more. */
    Event refused() {
        return refused;
    }

    void rethrow() throws DeviceException {
        DeviceException why = refusal;
        if (why != null) {
            throw why;
        }
    }

    boolean isBegun() {
        return head != null;
    }

    HttpHead head() {
        HttpHead seen = head;
        return seen == null ? new HttpHead(0, "", Map.of()) : seen;
    }

    long bytes() {
        return bytes;
    }

    /** The beginning of the body. */
    byte[] first() {
        return first.toByteArray();
    }

    /** What came, as text; null when nothing did. */
    @Nullable
    String recent() {
        byte[] begun = first();
        return begun.length == 0 ? null : HttpText.clean(new String(begun, StandardCharsets.UTF_8));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (refusal == null) {
            given.request(1);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        if (refusal != null) {
            return;
        }
        long received = bytes;
        try {
            for (ByteBuffer piece : pieces) {
                byte[] taken = new byte[piece.remaining()];
                piece.get(taken);
                first.write(taken, 0, Math.max(0, Math.min(taken.length, kept - first.size())));
                received += taken.length;
                bytes = received;
                sink.take(taken);
            }
        } catch (DeviceException e) {
            refuse(e);
            return;
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
}
