package dev.muster.netconf;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Interrupts;
import dev.muster.session.Answer;
import dev.muster.session.KeptOutput;
import dev.muster.session.OutputStore;
import dev.muster.session.Session;
import dev.muster.transport.SideChannel;
import dev.muster.transport.SubsystemLink;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A NETCONF session with one device, from its hello to {@code <close-session>}. */
public final class NetconfSession implements Session {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final Duration LEAST_REST = Duration.ofMillis(100);
    private static final Duration MOST_REST = Duration.ofSeconds(1);

    private final SubsystemLink subsystem;
    private final Settings settings;
    private @Nullable Exchange exchange;
    private volatile boolean open;
    private volatile @Nullable Outcome aborted;

    /**
     * What a session needs to know.
     *
     * @param versions of the base that are offered to the device, such as {@code 1.0} and {@code 1.1}
     * @param limit for the device's hello
     */
    public record Settings(List<String> versions, Duration limit, OutputStore store) {
        /** All that there is. */
        public static final List<String> VERSIONS = List.of("1.0", "1.1");

        public Settings {
            versions = List.copyOf(versions);
        }
    }

    /**
     * How operations are carried out.
     *
     * @param limit for each
     * @param pretty whether answers are indented
     */
    public record Manner(Duration limit, boolean pretty) {}

    public NetconfSession(SubsystemLink subsystem, Settings settings) {
        this.subsystem = subsystem;
        this.settings = settings;
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        long begun = System.nanoTime();
        SideChannel channel = subsystem.open(opening);
        Duration rest = rest(Duration.ofNanos(System.nanoTime() - begun));
        opening.clock().enter(Phase.SETUP);
        var fresh = new Exchange(channel);
        try {
            fresh.greet(settings.versions(), settings.limit(), rest);
        } catch (Broken e) {
            throw new DeviceException(e.failure().at(Stage.LOGIN));
        } catch (MessageStream.Interrupted e) {
            Interrupts.check();
            throw new InterruptedException();
        } catch (IOException e) {
            throw new IllegalStateException("no file is read here", e);
        }
        exchange = fresh;
        open = true;
    }

    /** A device in which it takes long to log in is busy, and takes longer to read a hello. */
    private static Duration rest(Duration login) {
        Duration part = login.dividedBy(20);
        Duration least = part.compareTo(LEAST_REST) < 0 ? LEAST_REST : part;
        return least.compareTo(MOST_REST) > 0 ? MOST_REST : least;
    }

    /** What the device offers; nothing before the session is open. */
    public Capabilities capabilities() {
        Exchange with = exchange;
        return with == null ? new Capabilities(List.of(), "") : with.capabilities();
    }

    /**
     * Carries out operations one after the other, up to the first that fails. Then what was changed in the candidate is
     * discarded and what was locked is unlocked, before the failure is told.
     */
    public Answer run(List<Operation> operations, Manner how) throws InterruptedException {
        var output = new KeptOutput(settings.store());
        Exchange with = exchange;
        if (with == null) {
            throw new IllegalStateException("the session was never opened");
        }
        var work = new Work(with, output, how);
        Failure failure = work.run(operations);
        open &= !work.isOver();
        if (failure == null) {
            var kept = output.finish();
            failure = output.trouble();
            return new Answer(failure == null ? Outcome.ok() : new Outcome.Failed(failure), kept, work.detail());
        }
        Outcome why = aborted;
        return new Answer(why == null ? new Outcome.Failed(failure) : why, output.finish(), work.detail());
    }

    @Override
    public boolean isOpen() {
        Exchange with = exchange;
        return open && aborted == null && with != null && !with.isOver();
    }

    @Override
    public @Nullable Outcome aborted() {
        return aborted;
    }

    @Override
    public void abort(Outcome why) {
        if (aborted == null) {
            aborted = why;
        }
        subsystem.abort();
    }

    @Override
    public void close() {
        Exchange with = exchange;
        try {
            if (with != null && isOpen()) {
                open = false;
                with.leave(Deadline.in(CLOSE_LIMIT));
            }
        } catch (DeviceException | IOException e) {
            // the connection is gone, which is what was wanted
        } catch (InterruptedException e) {
            Interrupts.restore();
        } finally {
            open = false;
            subsystem.close();
        }
    }

    /** The failure of a limit, for people. */
    static String late(String what, Duration limit) {
        return "`" + what + "` did not end within " + Durations.text(limit);
    }
}
