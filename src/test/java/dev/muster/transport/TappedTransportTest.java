package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Tap;
import dev.muster.scope.Deadline;
import dev.muster.transport.Transport.Opening;
import dev.muster.transport.Transport.Read;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What passes over a transport is heard in order, without secrets, and reaches the session as it is. */
@Timeout(20)
class TappedTransportTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> heard = new ArrayList<>();

    /** Writes down what it hears. */
    private final class Ear implements Tap {
        @Override
        public void opening() {
            heard.add("opening");
        }

        @Override
        public void received(String bytes) {
            heard.add("< " + bytes);
        }

        @Override
        public void typed(String bytes) {
            heard.add("> " + bytes);
        }

        @Override
        public void opened(String how) {
            heard.add("opened");
        }

        @Override
        public void notOpened(Failure failure) {
            heard.add("not opened: " + failure);
        }

        @Override
        public void closed(boolean byDevice) {
            heard.add(byDevice ? "closed by the device" : "closed");
        }
    }

    private TappedTransport tapped(int pieces, String... lines) {
        var inner = new ReplayTransport(Recording.parse(String.join("\n", lines)), delivered -> pieces);
        return new TappedTransport(inner, new Redaction(List.of("S3cret-word")), List.of(new Ear()));
    }

    private static String readAll(Transport transport) throws InterruptedException {
        var bytes = new ByteQueue();
        while (transport.read(bytes, Deadline.in(HOUR)) == Read.BYTES) {
            // until nothing more comes
        }
        return new String(bytes.take(), StandardCharsets.ISO_8859_1);
    }

    private static void type(Transport transport, String text) throws DeviceException {
        transport.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void open(Transport transport) throws Exception {
        transport.open(new Opening(HOUR, HOUR, phase -> {}));
    }

    @Test
    void bothSidesAreHeardInOrder() throws Exception {
        TappedTransport transport = tapped(Integer.MAX_VALUE, "< Welcome", "< R1#\\", "> show clock", "< noon");
        open(transport);
        assertEquals("Welcome\r\nR1#", readAll(transport));
        type(transport, "show clock\n");
        assertEquals("noon\r\n", readAll(transport));
        transport.close();
        transport.close();
        assertEquals(
                List.of(
                        "opening",
                        "opened",
                        "< Welcome\r\n",
                        "< R1#",
                        "> show clock\n",
                        "< noon\r\n",
                        "closed by the device"),
                heard);
    }

    @Test
    void aSecretThatComesInPiecesIsNotHeard() throws Exception {
        TappedTransport transport = tapped(1, "< key S3cret-word here", "< R1#S3cret-\\", "> x", "< word");
        open(transport);
        assertEquals("key S3cret-word here\r\nR1#S3cret-", readAll(transport));
        String all = String.join("", heard);
        assertEquals("openingopened< key ******** here\r\n< R1#", all, "the beginning of a secret waits");
        type(transport, "x\n");
    }

    @Test
    void anUnfinishedLineIsHeardWhenTheDevicePauses() throws Exception {
        TappedTransport transport = tapped(Integer.MAX_VALUE, "< half a li\\", "~ 3600000ms");
        open(transport);
        var bytes = new ByteQueue();
        assertEquals(Read.BYTES, transport.read(bytes, Deadline.in(HOUR)));
        assertEquals(List.of("opening", "opened"), heard);
        assertEquals(Read.DEADLINE, transport.read(bytes, Deadline.in(Duration.ofMillis(900))));
        assertEquals("< half a li", heard.getLast(), "so that a run that is killed leaves it");
        transport.close();
        assertEquals("closed", heard.getLast());
    }

    @Test
    void aSessionThatIsNotOpenedSaysWhy() {
        TappedTransport transport = tapped(1, "! authentication authenticate refused");
        assertThrows(DeviceException.class, () -> open(transport));
        assertEquals(List.of("opening", "not opened: authentication: refused"), heard);
    }

    @Test
    void whatComesDuringTheLogoutIsHeard() throws Exception {
        TappedTransport transport = tapped(Integer.MAX_VALUE, "< R1#\\", "> exit", "< Bye");
        open(transport);
        assertEquals("R1#", readAll(transport));
        type(transport, "exit\n");
        transport.awaitEnd(Deadline.in(HOUR));
        transport.close();
        assertEquals(List.of("> exit\n", "< Bye\r\n", "closed by the device"), heard.subList(3, heard.size()));
    }
}
