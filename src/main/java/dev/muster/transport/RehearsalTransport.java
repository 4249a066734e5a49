package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.transport.Recording.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device that answers each command as a recording has it: the next thing recorded, or else what was typed at the same
 * prompt, further on or before. Without latency no time passes: a wait that nothing can end is over at once.
 */
public final class RehearsalTransport implements Transport {
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final int FLOOD = 1 << 20;

    private final Source source;
    private final Play play;
    private final Redaction redaction;
    private final ArrayDeque<Said> coming = new ArrayDeque<>();
    private final dev.muster.scope.Event aborted = new dev.muster.scope.Event();
    private List<Event> events = List.of();
    private long silent;
    /** The place in the recording of what was typed last; -1 before anything was. */
    private int typed = -1;

    private boolean hungUp;

    /** Where the recording comes from. */
    public interface Source {
        /** Reads it; for people it is called as {@link #toString()} says. */
        Recording read() throws DeviceException;
    }

    /**
     * How it is played.
     *
     * @param latency before each answer; zero lets no time pass at all
     * @param firstCommand of the job, in whose answer {@link RehearsalFault#CLOSE} strikes
     */
    public record Play(Duration latency, Set<RehearsalFault> faults, String firstCommand) {
        boolean has(RehearsalFault fault) {
            return faults.contains(fault);
        }

        Duration delay() {
            return has(RehearsalFault.SLOW) && latency.compareTo(SLOW) < 0 ? SLOW : latency;
        }
    }

    /** Something that is said at a moment. */
    private record Said(Event event, Deadline when) {}

    /** @param redaction for what is told of things that the recording lacks */
    public RehearsalTransport(Source source, Play play, Redaction redaction) {
        this.source = source;
        this.play = play;
        this.redaction = redaction;
    }

    @Override
    public void open(Opening opening) throws DeviceException {
        opening.clock().enter(Phase.CONNECT);
        if (play.has(RehearsalFault.UNREACHABLE)) {
            throw fault(FailureKind.CONNECTION_REFUSED, Stage.CONNECT, RehearsalFault.UNREACHABLE);
        }
        opening.clock().enter(Phase.AUTH);
        if (play.has(RehearsalFault.WRONG_PASSWORD)) {
            throw fault(FailureKind.AUTHENTICATION, Stage.AUTHENTICATE, RehearsalFault.WRONG_PASSWORD);
        }
        events = source.read().events();
        if (!events.isEmpty() && events.getFirst() instanceof Event.NotOpened not) {
            throw new DeviceException(not.kind(), not.stage(), not.message());
        }
        hungUp = play.has(RehearsalFault.HANG_UP);
        if (!hungUp && play.has(RehearsalFault.FLOOD_BANNER)) {
            coming.add(new Said(new Event.Received("Welcome.\r\n".repeat(FLOOD / 10)), now()));
        }
        say(0);
    }

    private static DeviceException fault(FailureKind kind, Stage stage, RehearsalFault fault) {
        return new DeviceException(kind, stage, "rehearsed fault `" + fault.label() + "`");
    }

    @Override
    public Peer peer() {
        return new Peer("rehearsal", Map.of("recording", source.toString()), "");
    }

    private Deadline now() {
        return Deadline.in(play.delay());
    }

    /** Says what was recorded from here until somebody typed. */
    private void say(int from) {
        if (play.has(RehearsalFault.HANG) || hungUp) {
            return;
        }
        Deadline when = now();
        for (int i = from; i < events.size() && !(events.get(i) instanceof Event.Typed); i++) {
            coming.add(new Said(events.get(i), when));
        }
    }

    @Override
    public boolean alive() {
        return !aborted.hasHappened() && !isOver();
    }

    /** Whether the device has closed the connection: nothing is to come, and nothing more was recorded. */
    private boolean isOver() {
        return coming.isEmpty() && (hungUp || (!play.has(RehearsalFault.HANG) && nextTyped() == events.size()));
    }

    private int nextTyped() {
        int next = typed + 1;
        while (next < events.size() && !(events.get(next) instanceof Event.Typed)) {
            next++;
        }
        return next;
    }

    @Override
    public Read read(ByteQueue into, Deadline deadline) throws InterruptedException {
        while (alive()) {
            Said said = coming.peek();
            if (said == null) {
                return nothing(deadline);
            }
            if (said.when().left() > 0) {
                boolean ended = aborted.await(said.when().earlier(deadline));
                if (ended || said.when().left() > 0) {
                    return ended ? Read.END : Read.DEADLINE;
                }
            }
            Read read = deliver(said.event(), into, deadline);
            if (read != null) {
                return read;
            }
        }
        return Read.END;
    }

    /** Nothing comes until somebody types, which is waited for only where time passes. */
    private Read nothing(Deadline deadline) throws InterruptedException {
        boolean ended = !play.delay().isZero() && aborted.await(deadline);
        return ended ? Read.END : Read.DEADLINE;
    }

    /** What a wait ends with at this event, or null when it is past. */
    private @Nullable Read deliver(Event event, ByteQueue into, Deadline deadline) throws InterruptedException {
        if (event instanceof Event.Silence silence) {
            long left = silence.length().toNanos() - silent;
            long waited = Math.max(0, deadline.left());
            boolean over = waited >= left;
            silent = over ? 0 : silent + waited;
            if (over) {
                coming.remove();
                return null;
            }
            return nothing(deadline);
        }
        coming.remove();
        if (event instanceof Event.Received received) {
            byte[] bytes = received.bytes().getBytes(StandardCharsets.ISO_8859_1);
            into.add(bytes, 0, bytes.length);
            return Read.BYTES;
        }
        return null;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        if (aborted.hasHappened() || hungUp) {
            throw new DeviceException(
                    Failure.of(FailureKind.DISCONNECTED, Stage.STEP, "the device no longer takes input"));
        }
        if (play.has(RehearsalFault.HANG)) {
            return;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int found = find(text);
        if (found < 0) {
            String shown = redaction.typed(text, standing(nextTyped())).strip();
            throw new DeviceException(Failure.of(
                            FailureKind.REFUSED_COMMAND,
                            Stage.STEP,
                            "`" + shown + "` is not in the recording " + source)
                    .withHint("record it with --record, or rehearse without it"));
        }
        typed = found;
        coming.removeIf(said -> said.event() instanceof Event.Silence);
        if (play.has(RehearsalFault.CLOSE) && text.strip().equals(play.firstCommand())) {
            sayHalf(found + 1);
        } else {
            say(found + 1);
        }
    }

    private void sayHalf(int from) {
        var answer = new StringBuilder();
        for (int i = from; i < events.size() && !(events.get(i) instanceof Event.Typed); i++) {
            answer.append(events.get(i) instanceof Event.Received received ? received.bytes() : "");
        }
        coming.add(new Said(new Event.Received(answer.substring(0, answer.length() / 2)), now()));
        hungUp = true;
    }

    /** The place where this was typed, -1 when it never was. */
    private int find(String text) {
        int next = nextTyped();
        if (next < events.size() && isTyped(next, text)) {
            return next;
        }
        String prompt = standing(next);
        for (int i = 1; i < events.size(); i++) {
            int at = (next + i) % events.size();
            if (isTyped(at, text) && standing(at).equals(prompt)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isTyped(int at, String text) {
        return events.get(at) instanceof Event.Typed then && same(then.bytes(), text);
    }

    private static boolean same(String then, String text) {
        int stars = then.indexOf(Redaction.STARS);
        if (stars < 0) {
            return then.equals(text);
        }
        String rest = then.substring(stars + Redaction.STARS.length());
        return text.startsWith(then.substring(0, stars)) && text.endsWith(rest.substring(rest.lastIndexOf('*') + 1));
    }

    /** What stood on the line when something was typed at this place of the recording. */
    private String standing(int at) {
        var line = new StringBuilder();
        for (int i = at - 1; i >= 0 && !(events.get(i) instanceof Event.Typed); i--) {
            if (events.get(i) instanceof Event.Received received) {
                int feed = received.bytes().lastIndexOf('\n');
                line.insert(0, received.bytes().substring(feed + 1));
                if (feed >= 0) {
                    break;
                }
            }
        }
        return line.toString();
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        // what still comes is dropped
    }

    @Override
    public void abort() {
        aborted.happen();
    }

    @Override
    public void close() {
        aborted.happen();
    }
}
