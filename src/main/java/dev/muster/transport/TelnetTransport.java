package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command line over telnet (RFC 854), read and written by the thread of the device. */
final class TelnetTransport implements Transport {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int COLUMNS = 511;
    private static final int LINES = 1000;
    private static final int END_OF_STREAM = -1;
    private static final int NOT_IN_TIME = -2;

    private final SshConnector connector;
    private final Target target;
    private final TelnetLogin login;
    private final TelnetCodec codec = new TelnetCodec(COLUMNS, LINES, "vt100");
    private final ByteQueue text = new ByteQueue();
    private final byte[] buffer = new byte[8192];
    private final Event aborted = new Event();
    private volatile @Nullable Duplex line;
    private volatile boolean ended;

    TelnetTransport(SshConnector connector, Target target, TelnetLogin login) {
        this.connector = connector;
        this.target = target;
        this.login = login;
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        Login as = target.logins().getFirst();
        pass(opening.beginConnect(as, aborted));
        connect(opening.connect());
        pass(opening.beginLogin(as, aborted));
        var answer = LoginGate.Answer.NONE;
        try {
            logIn(opening.auth(), opening.watch());
            answer = LoginGate.Answer.ACCEPTED;
        } catch (DeviceException e) {
            boolean refused = e.failure().kind() == FailureKind.AUTHENTICATION;
            answer = refused ? LoginGate.Answer.REFUSED : LoginGate.Answer.NONE;
            throw e;
        } finally {
            opening.gate().after(as, answer);
        }
    }

    private static void pass(@Nullable Failure kept) throws DeviceException {
        if (kept != null) {
            throw new DeviceException(kept);
        }
    }

    private void logIn(Duration limit, LoginWatch watch) throws DeviceException, InterruptedException {
        var line = new LoginLine(watch);
        byte[] rest = {};
        try {
            rest = new TelnetDialogue(target, login, line).logIn(Deadline.in(limit), limit);
        } finally {
            line.tell(rest.length);
        }
        text.add(rest, 0, rest.length);
    }

    /** The line while somebody logs in, which is heard as far as the session will not read it again. */
    private final class LoginLine implements TelnetDialogue.Line {
        private final LoginWatch watch;
        private final ByteArrayOutputStream untold = new ByteArrayOutputStream();

        LoginLine(LoginWatch watch) {
            this.watch = watch;
        }

        @Override
        public Read receive(ByteQueue into, Deadline by) throws InterruptedException {
            var came = new ByteQueue();
            Read read = TelnetTransport.this.read(came, by);
            byte[] bytes = came.take();
            untold.writeBytes(bytes);
            into.add(bytes, 0, bytes.length);
            return read;
        }

        @Override
        public void write(byte[] bytes) throws DeviceException {
            tell(0);
            watch.typed(bytes);
            send(bytes, Stage.AUTHENTICATE);
        }

        /** @param rest how many of the last bytes are left for the session */
        void tell(int rest) {
            byte[] bytes = untold.toByteArray();
            untold.reset();
            if (bytes.length > rest) {
                watch.received(Arrays.copyOf(bytes, bytes.length - rest));
            }
        }
    }

    @Override
    public Peer peer() {
        return new Peer("telnet", Map.of(), "");
    }

    /** As an SSH connection is made: straight, or through a jump host or proxy. */
    private void connect(Duration limit) throws DeviceException, InterruptedException {
        Duplex open = connector.route(target, aborted).open(Deadline.in(limit), limit);
        line = open;
        if (aborted.hasHappened()) {
            open.close();
        }
    }

    @Override
    public boolean alive() {
        return (line != null && !ended && !aborted.hasHappened()) || !text.isEmpty();
    }

    @Override
    public Read read(ByteQueue into, Deadline by) throws InterruptedException {
        for (boolean first = true; text.isEmpty(); first = false) {
            Duplex open = line;
            if (open == null || ended) {
                return Read.END;
            }
            try {
                int length = take(open, by, first);
                if (length == NOT_IN_TIME) {
                    return Read.DEADLINE;
                }
                if (length == END_OF_STREAM) {
                    ended = true;
                } else {
                    answer(open, codec.receive(buffer, length, text));
                }
            } catch (IOException e) {
                Interrupts.check();
                ended = true;
            }
        }
        text.drainTo(into);
        return Read.BYTES;
    }

    /** Reads what is there, or waits for it; a device that only ever negotiates does not extend the wait. */
    private int take(Duplex open, Deadline by, boolean first) throws IOException {
        if (by.left() <= 0 && (!first || open.in().available() == 0)) {
            return NOT_IN_TIME;
        }
        try {
            open.setPatience(by.millis());
            return open.in().read(buffer);
        } catch (SocketTimeoutException e) {
            return NOT_IN_TIME;
        }
    }

    private static void answer(Duplex open, byte[] answer) throws IOException {
        if (answer.length > 0) {
            open.out().write(answer);
            open.out().flush();
        }
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        send(bytes, Stage.STEP);
    }

    private void send(byte[] bytes, Stage stage) throws DeviceException {
        Duplex open = line;
        try {
            if (open == null) {
                throw new IOException("it was never opened");
            }
            open.out().write(codec.send(bytes));
            open.out().flush();
        } catch (IOException e) {
            throw new DeviceException(
                    Failure.of(FailureKind.DISCONNECTED, stage, target + " no longer takes input: " + e.getMessage()));
        }
    }

    @Override
    public String trouble() {
        Duplex open = line;
        return open == null ? "" : open.trouble();
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        var dropped = new ByteQueue();
        try {
            while (read(dropped, deadline) == Read.BYTES && deadline.left() > 0) {
                dropped.clear();
            }
        } catch (InterruptedException e) {
            Interrupts.restore();
        }
    }

    @Override
    public void abort() {
        aborted.happen();
        Duplex open = line;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        Duplex open = line;
        if (open != null && !aborted.hasHappened() && !ended) {
            try {
                open.finish();
                awaitEnd(Deadline.in(CLOSE_LIMIT));
            } catch (IOException e) {
                // the other side was quicker
            }
        }
        abort();
    }
}
