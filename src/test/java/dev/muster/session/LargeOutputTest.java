package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.scope.Deadline;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.Recording.Event;
import dev.muster.transport.Transport;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large output costs time in proportion to its size, and hardly any memory. */
class LargeOutputTest {
    private static final String LINE =
            "B    10.123.45.0/24 [20/0] via 192.0.2.77, 1d02h, some more text to fill it\r\n";
    private static final int LINES_OF_A_BLOCK = 420;

    @TempDir
    Path folder;

    private static List<Event> answer(String block, int blocks, String end) {
        var events = new ArrayList<Event>();
        events.add(new Event.Typed("show bgp\n"));
        events.add(new Event.Received("show bgp\r\n"));
        events.addAll(Collections.nCopies(blocks, new Event.Received(block)));
        events.add(new Event.Received(end + "R1#"));
        events.add(new Event.Typed("exit\n"));
        return events;
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }

    @Test
    @Timeout(30)
    void twentyMegabytesTakeLessThanFiveSecondsAndHardlyAnyMemory() throws Exception {
        String block = LINE.repeat(LINES_OF_A_BLOCK);
        int blocks = (20 << 20) / block.length() + 1;
        var store = new Weighing(folder, 18 << 20);
        try (Rehearsal rehearsal = Rehearsal.of(answer(block, blocks, ""), store)) {
            long start = System.nanoTime();
            Answer answer = rehearsal.session().show("show bgp", How.plain());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(Outcome.ok(), answer.outcome());
            assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "it took " + took);
            Output output = answer.output();
            assertNull(output.text());
            assertNotNull(output.file());
            Path file = folder.resolve(output.file());
            long lines = (long) blocks * LINES_OF_A_BLOCK;
            assertEquals(lines * (LINE.length() - 1) - 1, output.bytes());
            assertEquals(Files.size(file), output.bytes());
            assertEquals(sha256(file), output.sha256());
            assertTrue(store.held < 8 << 20, () -> store.held + " bytes were held near the end");
        }
    }

    @Test
    @Timeout(30)
    void aLineOfManyMegabytesInSmallPiecesIsReadInLinearTime() throws Exception {
        String piece = "\"key\": \"value\", ".repeat(16);
        int pieces = (10 << 20) / piece.length();
        var store = new Folder(folder, 1 << 20, 1L << 30);
        try (Rehearsal rehearsal = Rehearsal.of(answer(piece, pieces, "\r\n"), store)) {
            long start = System.nanoTime();
            Answer answer = rehearsal.session().show("show bgp", How.plain());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(Outcome.ok(), answer.outcome());
            assertEquals((long) pieces * piece.length(), answer.output().bytes(), "no line end was made up");
            assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "it took " + took);
        }
    }

    @Test
    @Timeout(30)
    void anOutputAboveTheLimitIsAFailureWithWhatCameBefore() throws Exception {
        String block = LINE.repeat(LINES_OF_A_BLOCK);
        var store = new Folder(folder, 1000, 1 << 20);
        List<Event> events = answer(block, 100, "");
        try (Rehearsal rehearsal = Rehearsal.of(events.subList(0, events.size() - 1), store)) {
            Answer answer = rehearsal.session().show("show bgp", How.plain());
            assertNotNull(answer.outcome().failure());
            assertEquals(FailureKind.OUTPUT_LIMIT, answer.outcome().failure().kind());
            assertTrue(answer.output().bytes() <= 1 << 20);
            assertTrue(answer.output().bytes() > (1 << 20) - 200);
        }
    }

    /** Looks at the memory in use when so much of an output was written. */
    private static final class Weighing implements OutputStore {
        private final Path folder;
        private final long when;
        private final long before = used();
        private long held = Long.MAX_VALUE;

        Weighing(Path folder, long when) {
            this.folder = folder;
            this.when = when;
        }

        private static long used() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public Place open() throws IOException {
            Path file = Path.of("large.txt");
            OutputStream stream = new FilterOutputStream(Files.newOutputStream(folder.resolve(file))) {
                private long written;

                @Override
                public void write(byte[] bytes) throws IOException {
                    out.write(bytes);
                    written += bytes.length;
                    if (written > when && held == Long.MAX_VALUE) {
                        held = used() - before;
                    }
                }
            };
            return new Place(file, stream);
        }

        @Override
        public long memoryLimit() {
            return 1 << 20;
        }

        @Override
        public long limit() {
            return 1L << 30;
        }
    }

    /** A device that never stops talking. */
    private static final class Chatterbox implements Transport {
        private final byte[] chatter = LINE.repeat(10).getBytes(StandardCharsets.US_ASCII);
        private boolean started;
        private boolean ended;

        @Override
        public void open(Opening opening) {
            // it is there
        }

        @Override
        public boolean alive() {
            return !ended;
        }

        @Override
        public Read read(ByteQueue into, Deadline deadline) {
            if (ended) {
                return Read.END;
            }
            byte[] bytes = started ? chatter : "R1#".getBytes(StandardCharsets.US_ASCII);
            into.add(bytes, 0, bytes.length);
            return Read.BYTES;
        }

        @Override
        public void write(byte[] bytes) {
            started = true;
        }

        @Override
        public void awaitEnd(Deadline deadline) {
            // it never ends
        }

        @Override
        public void abort() {
            ended = true;
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    @Test
    @Timeout(30)
    void aDeviceThatNeverStopsTalkingIsCutOffAtTheLimit() throws Exception {
        var store = new Folder(folder, 1 << 20, 1L << 40);
        var settings = new CliSession.Settings(null, new Account("", null, null), Duration.ofSeconds(30), store);
        try (var session = new CliSession(new Chatterbox(), Rehearsal.iosxe(), settings)) {
            long start = System.nanoTime();
            Answer answer = session.show("debug all", How.within(Duration.ofMillis(300)));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertNotNull(answer.outcome().failure());
            assertEquals(FailureKind.COMMAND_TIMEOUT, answer.outcome().failure().kind());
            assertTrue(took.toMillis() < 900, () -> "it took " + took);
        }
    }
}
