package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.DeviceException;
import dev.muster.transport.Recording;
import dev.muster.transport.ReplayTransport;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A session with a recorded R1 behind its login; at its end all that was recorded must have been typed. */
final class Rehearsal implements AutoCloseable {
    private static final String LOGIN = """
            <
            < R1#\\
            > terminal width 511
            < terminal width 511
            < R1#\\
            > terminal length 0
            < terminal length 0
            < R1#\\
            """;

    private final ReplayTransport transport;
    private final CliSession session;

    private Rehearsal(ReplayTransport transport, OutputStore store) throws DeviceException, InterruptedException {
        this.transport = transport;
        this.session = new CliSession(
                transport,
                iosxe(),
                new CliSession.Settings(null, new Account("", null, null), Duration.ofSeconds(30), store));
        session.open(new Opening(Duration.ofSeconds(1), Duration.ofSeconds(1), phase -> {}));
        session.login();
    }

    static Platform iosxe() {
        return Objects.requireNonNull(new PlatformCatalog().find("cisco_iosxe"));
    }

    static Recording login() {
        return Recording.parse(LOGIN);
    }

    static Rehearsal of(String... recording) throws DeviceException, InterruptedException {
        return inPieces(Integer.MAX_VALUE, recording);
    }

    static Rehearsal inPieces(int pieces, String... recording) throws DeviceException, InterruptedException {
        return new Rehearsal(
                new ReplayTransport(Recording.parse(LOGIN + String.join("\n", recording)), delivered -> pieces),
                Folder.none());
    }

    /** Behind the login come these. */
    static Rehearsal of(List<Recording.Event> events, OutputStore store) throws DeviceException, InterruptedException {
        var all = new java.util.ArrayList<>(login().events());
        all.addAll(events);
        return new Rehearsal(new ReplayTransport(new Recording(all)), store);
    }

    CliSession session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
        if (session.aborted() == null) {
            assertEquals(List.of(), transport.untyped());
        }
    }
}
