package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.Stage;
import dev.muster.result.Tally;
import dev.muster.scope.Timers;
import dev.muster.testkit.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressListenerTest {
    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private Screen screen = new Screen(Screen.PLAIN);
    private ProgressListener progress = new ProgressListener(screen.console(), clock::get);

    private void use(Console.Style style) {
        screen = new Screen(style);
        progress = new ProgressListener(screen.console(), clock::get);
    }

    private void begin(int devices) {
        progress.on(new RunEvent.RunStarted(Sample.run(Path.of("r"), devices)));
    }

    private void started(int index) {
        progress.on(new RunEvent.DeviceStarted(index, "R" + (index + 1), Sample.START));
    }

    private void ended(DeviceResult result) {
        progress.on(new RunEvent.DeviceEnded(result));
    }

    private void finish() {
        progress.on(new RunEvent.RunEnded(new Tally.Counter().tally(Duration.ZERO, "")));
    }

    @Test
    void aLineTellsHowFarTheRunIs() {
        begin(1000);
        for (int i = 0; i < 97; i++) {
            started(i);
        }
        for (int i = 0; i < 45; i++) {
            ended(Sample.ok(i));
        }
        ended(Sample.failed(45, FailureKind.DNS, "x"));
        ended(Sample.failed(46, FailureKind.DNS, "x"));
        screen.err();
        clock.addAndGet(4_000_000_000L);
        progress.tick();
        assertEquals("47/1000  ok 45  failed 2  running 50  11.8/s  ETA 1m22s\n", screen.err());
    }

    @Test
    void aDeviceThatNeverStartedIsNeitherRunningNorFailed() {
        begin(3);
        started(0);
        ended(Sample.device(2, "R3", new Outcome.Skipped("on_error: stop")));
        progress.tick();
        assertEquals("1/3  ok 0  failed 0  not run 1  running 1\n", screen.err());
    }

    @Test
    void aTerminalHasOneLiveLineWithFailuresAboveIt() {
        use(Screen.TERMINAL);
        begin(2);
        ended(Sample.failed(0, FailureKind.DNS, "no such host"));
        finish();
        String erase = "\r\u001b[K";
        String live = "\u001b[?7l  0/2  ok 0  failed 0  running 0\u001b[?7h";
        assertEquals(
                live + erase + "failed     R1  192.0.2.1  dns: no such host\n           hint: " + FailureKind.DNS.hint()
                        + "\n" + live + erase,
                screen.err());
        progress.tick();
        assertEquals("", screen.err());
    }

    @Test
    void aFailureShowsWhatWasReceivedMadeVisible() {
        begin(1);
        var failure = Failure.of(FailureKind.PROMPT_TIMEOUT, Stage.LOGIN, "no prompt\u001b[2J")
                .withEvidence(">", "first\nsecond\n\u001b[31mPress RETURN\n\n");
        ended(Sample.device(0, "R\u001b1", new Outcome.Failed(failure)));
        assertEquals("""
                timed out  R\\x1b1  192.0.2.1  prompt_timeout: no prompt\\x1b[2J
                           received: second
                           received: \\x1b[31mPress RETURN
                           hint: %s
                """.formatted(FailureKind.PROMPT_TIMEOUT.hint()), screen.err());
    }

    @Test
    void afterTwentyOfAKindTheHintIsNotRepeated() {
        begin(100);
        for (int i = 0; i < 30; i++) {
            ended(Sample.failed(i, FailureKind.AUTHENTICATION, "refused"));
        }
        ended(Sample.failed(30, FailureKind.DNS, "no such host"));
        String text = screen.err();
        assertEquals(31, text.lines().filter(line -> line.startsWith("failed ")).count());
        assertEquals(21, text.lines().filter(line -> line.contains("hint: ")).count());
    }

    @Test
    void cancelledDevicesDoNotFloodTheScreen() {
        begin(2);
        ended(Sample.device(0, "R1", new Outcome.Cancelled("Ctrl-C")));
        assertEquals("", screen.err());
        ended(Sample.device(1, "R2", new Outcome.Unknown("a change was under way")));
        assertEquals("unknown    R2  192.0.2.2  a change was under way\n", screen.err());
    }

    @Test
    void verboseTellsEveryDevice() {
        use(Screen.VERBOSE);
        begin(2);
        ended(Sample.ok(0));
        ended(Sample.device(1, "R2", new Outcome.Cancelled("Ctrl-C")));
        assertEquals("ok         R1  192.0.2.1\ncancelled  R2  192.0.2.2  Ctrl-C\n", screen.err());
    }

    @Test
    void quietTellsFailuresInOneLineAndNothingElse() {
        use(Screen.QUIET);
        begin(2);
        progress.tick();
        ended(Sample.ok(0));
        ended(Sample.failed(1, FailureKind.DNS, "no such host"));
        finish();
        assertEquals("failed     R2  192.0.2.2  dns: no such host\n", screen.err());
    }

    @Test
    void noticesAreShown() {
        begin(1);
        progress.on(new RunEvent.Notice("stopping: press Ctrl-C again to end at once"));
        assertEquals("stopping: press Ctrl-C again to end at once\n", screen.err());
    }

    @Test
    void aTimerMayTickWhileEventsCome() throws InterruptedException {
        use(Screen.TERMINAL);
        var ticks = new CountDownLatch(1);
        try (var timers = new Timers()) {
            timers.every(Duration.ofMillis(1), () -> {
                progress.tick();
                ticks.countDown();
            });
            begin(2000);
            for (int i = 0; i < 2000; i++) {
                clock.addAndGet(1_000_000);
                started(i);
                ended(i % 2 == 0 ? Sample.ok(i) : Sample.failed(i, FailureKind.DNS, "x"));
            }
            assertTrue(ticks.await(10, TimeUnit.SECONDS));
            finish();
        }
        String text = screen.err();
        assertTrue(text.endsWith("\r\u001b[K"));
        assertFalse(text.matches("(?s).*running \\d+[^\\r\\n]*failed     .*"), "a failure on the live line");
    }

    @Test
    void theTimerStopsWithTheRun() {
        try (var timers = new Timers()) {
            progress.start(timers);
            begin(0);
            finish();
            finish();
        }
        assertEquals("", screen.err());
    }
}
