package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A command line over telnet (RFC 854) on a plain socket, read and written by the thread of the device. */
final class TelnetTransport implements Transport {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int COLUMNS = 511;
    private static final int LINES = 1000;
    private static final int END_OF_STREAM = -1;
    private static final int NOT_IN_TIME = -2;

    private final Target target;
    private final TelnetLogin login;
    private final TelnetCodec codec = new TelnetCodec(COLUMNS, LINES, "vt100");
    private final ByteQueue text = new ByteQueue();
    private final byte[] buffer = new byte[8192];
    private final Event aborted = new Event();
    private volatile @Nullable Socket socket;
    private volatile boolean ended;

    TelnetTransport(Target target, TelnetLogin login) {
        this.target = target;
        this.login = login;
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        Login as = target.logins().getFirst();
        pass(opening.beginConnect(as, aborted));
        connect(Deadline.in(opening.connect()), opening.connect());
        pass(opening.beginLogin(as, aborted));
        var answer = LoginGate.Answer.NONE;
        try {
            logIn(opening.auth());
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

    private void logIn(Duration limit) throws DeviceException, InterruptedException {
        byte[] rest = new TelnetDialogue(target, login, new TelnetDialogue.Line() {
                    @Override
                    public Read receive(ByteQueue into, Deadline by) throws InterruptedException {
                        return read(into, by);
                    }

                    @Override
                    public void write(byte[] bytes) throws DeviceException {
                        send(bytes, Stage.AUTHENTICATE);
                    }
                })
                .logIn(Deadline.in(limit), limit);
        text.add(rest, 0, rest.length);
    }

    private void connect(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        InetAddress[] addresses = HostAddresses.of(target.host(), by, limit, aborted);
        DeviceException last = ConnectFailure.givenUp(target);
        for (int i = 0; i < addresses.length && !aborted.hasHappened(); i++) {
            Deadline attemptBy = new Deadline(System.nanoTime() + Math.max(0, by.left()) / (addresses.length - i));
            try {
                connect(new InetSocketAddress(addresses[i], target.port()), attemptBy);
                return;
            } catch (SocketTimeoutException e) {
                last = ConnectFailure.noAnswer(target, limit);
            } catch (IOException e) {
                Interrupts.check();
                last = ConnectFailure.of(target, e);
            }
        }
        throw last;
    }

    private void connect(InetSocketAddress address, Deadline by) throws IOException {
        var fresh = new Socket(Proxy.NO_PROXY);
        try {
            socket = fresh;
            if (aborted.hasHappened()) {
                throw new IOException("the connection was given up");
            }
            fresh.setTcpNoDelay(true);
            fresh.setKeepAlive(true);
            // a data mark comes as urgent data, which would else be taken out of the middle of a command
            fresh.setOOBInline(true);
            fresh.connect(address, millis(by));
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    private static int millis(Deadline by) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (by.left() + 999_999) / 1_000_000));
    }

    @Override
    public boolean alive() {
        return (socket != null && !ended && !aborted.hasHappened()) || !text.isEmpty();
    }

    @Override
    public Read read(ByteQueue into, Deadline by) throws InterruptedException {
        for (boolean first = true; text.isEmpty(); first = false) {
            Socket open = socket;
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
    private int take(Socket open, Deadline by, boolean first) throws IOException {
        if (by.left() <= 0 && (!first || open.getInputStream().available() == 0)) {
            return NOT_IN_TIME;
        }
        try {
            open.setSoTimeout(millis(by));
            return open.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            return NOT_IN_TIME;
        }
    }

    private static void answer(Socket open, byte[] answer) throws IOException {
        if (answer.length > 0) {
            open.getOutputStream().write(answer);
        }
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        send(bytes, Stage.STEP);
    }

    private void send(byte[] bytes, Stage stage) throws DeviceException {
        Socket open = socket;
        try {
            if (open == null) {
                throw new IOException("it was never opened");
            }
            open.getOutputStream().write(codec.send(bytes));
        } catch (IOException e) {
            throw new DeviceException(
                    Failure.of(FailureKind.DISCONNECTED, stage, target + " no longer takes input: " + e.getMessage()));
        }
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
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is gone, which is what was wanted
            }
        }
    }

    @Override
    public void close() {
        Socket open = socket;
        if (open != null && open.isConnected() && !open.isClosed() && !ended) {
            try {
                open.shutdownOutput();
                awaitEnd(Deadline.in(CLOSE_LIMIT));
            } catch (IOException e) {
                // the other side was quicker
            }
        }
        abort();
    }
}
