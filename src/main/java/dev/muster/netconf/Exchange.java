package dev.muster.netconf;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.transport.SideChannel;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and replies on one channel, and what of them a device must be freed from at the end. */
final class Exchange {
    private final MessageStream message;
    private final Deque<Datastore> locked = new ArrayDeque<>();
    private Capabilities capabilities = new Capabilities(List.of(), "");
    private boolean edited;
    private int number;

    Exchange(SideChannel channel) {
        this.message = new MessageStream(channel);
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Both sides send their hello without waiting for the other's.
     *
     * @param rest how long after our hello the first chunk may come: netconfd forgets what arrives in one piece with it
     */
    void greet(List<String> versions, Duration limit, Duration rest)
            throws IOException, DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        message.next(by, "the device's hello did not come within " + Durations.text(limit));
        message.send(Hello.ours(versions), by);
        Deadline rested = Deadline.in(rest);
        capabilities = Hello.read(message);
        boolean chunks = versions.contains("1.1") && capabilities.has("base:1.1");
        if (!chunks && !(versions.contains("1.0") && capabilities.has("base:1.0"))) {
            throw Broken.protocol("the device speaks no version of NETCONF that is offered to it ("
                    + String.join(", ", versions) + "): its hello has " + capabilities.uris());
        }
        if (chunks) {
            message.useChunks();
            new Event().await(rested);
        }
    }

    /**
     * Sends an operation and reads the reply; errors and warnings in it.
     *
     * @param copy takes the content of the reply, or null
     */
    List<RpcError> ask(Operation operation, @Nullable XmlCopy copy, Duration limit)
            throws IOException, DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        String id = String.valueOf(++number);
        begins(operation);
        message.send(Request.message(id, operation), by);
        List<RpcError> errors = null;
        while (errors == null) { // notifications may come in between
            message.next(by, NetconfSession.late(operation.label(), limit));
            errors = new ReplyReader(message, id, operation instanceof Operation.Rpc, copy).read();
        }
        if (errors.stream().allMatch(RpcError::isWarning)) {
            succeeded(operation);
        }
        return errors;
    }

    private void begins(Operation operation) {
        if (operation instanceof Operation.EditConfig edit) {
            edited |= edit.target().isCandidate();
        } else if (operation instanceof Operation.CopyConfig copy) {
            edited |= copy.target().isCandidate();
        }
    }

    private void succeeded(Operation operation) {
        if (operation instanceof Operation.Lock lock) {
            locked.push(lock.target());
        } else if (operation instanceof Operation.Unlock unlock) {
            locked.remove(unlock.target());
        } else if (operation instanceof Operation.Commit || operation instanceof Operation.DiscardChanges) {
            edited = false;
        }
    }

    /** What undoes what is under way: a candidate that was edited, and locks, the last first. */
    List<Operation> remains() {
        var remains = new ArrayList<Operation>();
        if (edited) {
            remains.add(new Operation.DiscardChanges());
        }
        locked.forEach(store -> remains.add(new Operation.Unlock(store)));
        return remains;
    }

    /** Whether the device has ended the channel. */
    boolean isOver() {
        return message.isOver();
    }

    /** What was received last. */
    String recent() {
        return message.recent();
    }

    /** Tidies up and ends the session in good order. */
    void leave(Deadline by) throws IOException, DeviceException, InterruptedException {
        for (Operation operation : remains()) {
            ask(operation, null, Duration.ofNanos(Math.max(0, by.left())));
        }
        message.send(Request.closing(String.valueOf(++number)), by);
        message.next(by, "closed");
        message.finish();
    }
}
