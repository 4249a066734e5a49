package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Phase;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.Logins;
import dev.muster.transport.Transport.Opening;
import dev.muster.transport.Transport.Read;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Telnet transports and what tests do with them. */
class TelnetFixture {
    static final Duration LONG = Duration.ofSeconds(10);

    final List<Phase> phases = new ArrayList<>();

    static Target target(String host, int port) {
        return new Target(host, port, "ann", Secret.of("pw"), HostKeyMode.STRICT, Path.of("none"), SshOptions.DEFAULT);
    }

    static TelnetTransport to(int port) {
        return to("127.0.0.1", port);
    }

    static TelnetTransport to(String host, int port) {
        var connector = new SshConnector(Path.of("none")); // makes nothing where there is no jump host
        return new TelnetTransport(connector, target(host, port), Logins.USUAL);
    }

    Opening opening(Duration connect, Duration auth) {
        return new Opening(connect, auth, phases::add);
    }

    Opening opening() {
        return opening(LONG, LONG);
    }

    Failure failure(TelnetTransport transport, Opening opening) {
        try (transport) {
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    /** What comes up to and with a text. */
    static String until(Transport transport, String end) throws InterruptedException {
        var seen = new ByteArrayOutputStream();
        var queue = new ByteQueue();
        Deadline by = Deadline.in(LONG);
        while (!seen.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            Read read = transport.read(queue, by);
            for (int b = queue.next(); b >= 0; b = queue.next()) {
                seen.write(b);
            }
            assertEquals(Read.BYTES, read, () -> "after: " + seen);
        }
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    static void type(Transport transport, String text) throws DeviceException {
        transport.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
