package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.transport.RehearsalTransport.Play;
import dev.muster.transport.Transport.Opening;
import dev.muster.transport.Transport.Read;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rehearsed device answers as it was recorded, whatever the order in which it is asked. */
@Timeout(20)
class RehearsalTransportTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String RECORDING = """
            < R1>\\
            > enable
            < enable
            < Password: \\
            > ********
            <
            < R1#\\
            > show clock
            < show clock
            < noon
            < R1#\\
            > show version
            < show version
            < 15.7
            < R1#\\
            > show clock
            < show clock
            < one
            < R1#\\
            > exit
            < exit
            """;

    private static RehearsalTransport of(Duration latency, RehearsalFault... faults) throws DeviceException {
        var play = new Play(latency, Set.of(faults), "show version");
        var source = new RehearsalTransport.Source() {
            @Override
            public Recording read() {
                return Recording.parse(RECORDING);
            }

            @Override
            public String toString() {
                return "rec/R1.session";
            }
        };
        var transport = new RehearsalTransport(source, play, new Redaction(List.of("S3cret-word")));
        transport.open(new Opening(HOUR, HOUR, phase -> {}));
        return transport;
    }

    private static String read(Transport transport) throws InterruptedException {
        var bytes = new ByteQueue();
        while (transport.read(bytes, Deadline.in(HOUR)) == Read.BYTES) {
            // until nothing more comes
        }
        return new String(bytes.take(), StandardCharsets.ISO_8859_1).replace("\r", "");
    }

    private static String ask(Transport transport, String line) throws Exception {
        transport.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return read(transport);
    }

    private static RehearsalTransport enabled(RehearsalFault... faults) throws Exception {
        RehearsalTransport transport = of(Duration.ZERO, faults);
        assertEquals("R1>", read(transport));
        assertEquals("enable\nPassword: ", ask(transport, "enable"));
        assertEquals("\nR1#", ask(transport, "any password at all"));
        return transport;
    }

    @Test
    void theSameTypedAgainGetsTheSame() throws Exception {
        RehearsalTransport transport = enabled();
        assertEquals("show clock\nnoon\nR1#", ask(transport, "show clock"));
        assertEquals("show version\n15.7\nR1#", ask(transport, "show version"));
        assertEquals("show clock\none\nR1#", ask(transport, "show clock"), "the second time as the second time");
        assertEquals("exit\n", ask(transport, "exit"));
        assertEquals(Read.END, transport.read(new ByteQueue(), Deadline.in(HOUR)));
    }

    @Test
    void anotherOrderIsFoundAtTheSamePrompt() throws Exception {
        RehearsalTransport transport = enabled();
        assertEquals("show version\n15.7\nR1#", ask(transport, "show version"));
        assertEquals("show clock\none\nR1#", ask(transport, "show clock"));
        assertEquals("show clock\nnoon\nR1#", ask(transport, "show clock"));
        assertEquals("show version\n15.7\nR1#", ask(transport, "show version"));
    }

    @Test
    void whatWasTypedAtAnotherPromptIsNoAnswer() throws Exception {
        RehearsalTransport transport = of(Duration.ZERO);
        assertEquals("R1>", read(transport));
        assertThrows(DeviceException.class, () -> ask(transport, "show clock"));
    }

    @Test
    void whatIsNotRecordedIsNamedWithTheFileAndTheSessionGoesOn() throws Exception {
        RehearsalTransport transport = enabled();
        DeviceException thrown = assertThrows(DeviceException.class, () -> ask(transport, "show key S3cret-word"));
        assertEquals(FailureKind.REFUSED_COMMAND, thrown.failure().kind());
        assertEquals(
                "`show key ********` is not in the recording rec/R1.session",
                thrown.failure().message());
        assertEquals("show clock\nnoon\nR1#", ask(transport, "show clock"));
    }

    @Test
    void faultsBeforeTheLoginEndIt() {
        DeviceException refused =
                assertThrows(DeviceException.class, () -> of(Duration.ZERO, RehearsalFault.WRONG_PASSWORD));
        assertEquals(FailureKind.AUTHENTICATION, refused.failure().kind());
        DeviceException silent =
                assertThrows(DeviceException.class, () -> of(Duration.ZERO, RehearsalFault.UNREACHABLE));
        assertEquals(FailureKind.CONNECTION_REFUSED, silent.failure().kind());
    }

    @Test
    void aDeviceThatClosesDoesSoInTheMiddleOfTheFirstCommand() throws Exception {
        RehearsalTransport transport = enabled(RehearsalFault.CLOSE);
        String answer = ask(transport, "show version");
        assertTrue("show version\n15.7\nR1#".startsWith(answer) && !answer.isEmpty(), answer);
        assertEquals(Read.END, transport.read(new ByteQueue(), Deadline.in(HOUR)));
    }

    @Test
    void aDeviceThatHangsCostsNoTimeWithoutLatency() throws Exception {
        RehearsalTransport transport = of(Duration.ZERO, RehearsalFault.HANG);
        assertEquals(Read.DEADLINE, transport.read(new ByteQueue(), Deadline.in(HOUR)));
        transport.write(new byte[] {'\n'});
        assertTrue(transport.alive());
    }

    @Test
    void aDeviceThatHangsUpIsGone() throws Exception {
        RehearsalTransport transport = of(Duration.ZERO, RehearsalFault.HANG_UP);
        assertEquals(Read.END, transport.read(new ByteQueue(), Deadline.in(HOUR)));
    }

    @Test
    void latencyIsRealTime() throws Exception {
        long begin = System.nanoTime();
        RehearsalTransport transport = of(Duration.ofMillis(150));
        assertEquals(Read.DEADLINE, transport.read(new ByteQueue(), Deadline.in(Duration.ofMillis(1))));
        assertEquals(Read.BYTES, transport.read(new ByteQueue(), Deadline.in(HOUR)));
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(150).toNanos());
    }

    @Test
    void anAbortEndsAWait() throws Exception {
        RehearsalTransport transport = of(Duration.ofMinutes(1));
        transport.abort();
        assertEquals(Read.END, transport.read(new ByteQueue(), Deadline.in(HOUR)));
    }
}
