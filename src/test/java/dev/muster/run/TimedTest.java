package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Timing;
import dev.muster.testkit.Sample;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How long each phase took. */
class TimedTest {

    /** Passes so much time, awake. */
    private static void spend(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static final Opening OPENING = new Opening(Duration.ZERO, Duration.ZERO, phase -> {});

    private static Timing timing(Function<PhaseClock, DeviceResult> work, long queuedAt) {
        Task task = opening -> {
            opening.clock().enter(Phase.CONNECT);
            return work.apply(opening.clock());
        };
        return new Timed(task, queuedAt).run(OPENING).timing();
    }

    @Test
    void phasesAddUpToTheTotalAndTheQueueStandsApart() {
        long queuedAt = System.nanoTime() - Duration.ofSeconds(7).toNanos();
        Timing timing = timing(TimedTest::allPhases, queuedAt);
        Duration sum = Duration.ZERO;
        for (Map.Entry<Phase, Duration> phase : timing.phases().entrySet()) {
            sum = phase.getKey() == Phase.QUEUE ? sum : sum.plus(phase.getValue());
        }
        assertTrue(sum.minus(timing.total()).abs().toMillis() < 2, timing.toString());
        assertTrue(timing.millis(Phase.QUEUE) >= 7000, timing.toString());
        assertTrue(timing.total().toMillis() < 7000, timing.toString());
        assertEquals(Phase.values().length, timing.phases().size());
    }

    private static DeviceResult allPhases(PhaseClock clock) {
        clock.enter(Phase.AUTH);
        clock.enter(Phase.SETUP);
        spend(3);
        clock.enter(Phase.STEPS);
        spend(5);
        clock.enter(Phase.PARSE);
        clock.enter(Phase.CLOSE);
        return Sample.ok(0);
    }

    @Test
    void timeBelongsToThePhaseThatWasEnteredLast() {
        Timing timing = timing(TimedTest::allPhases, System.nanoTime());
        assertTrue(timing.phases().get(Phase.SETUP).toNanos() >= 3_000_000, timing.toString());
        assertTrue(timing.phases().get(Phase.STEPS).toNanos() >= 5_000_000, timing.toString());
        assertTrue(timing.phases().get(Phase.AUTH).toNanos() < 3_000_000, timing.toString());
    }

    @Test
    void aPhaseThatIsEnteredTwiceHasBothTimes() {
        Timing timing = timing(
                clock -> {
                    clock.enter(Phase.AUTH);
                    spend(3);
                    clock.enter(Phase.CONNECT);
                    clock.enter(Phase.AUTH);
                    spend(3);
                    clock.enter(Phase.CLOSE);
                    return Sample.ok(0);
                },
                System.nanoTime());
        assertTrue(timing.phases().get(Phase.AUTH).toNanos() >= 6_000_000, timing.toString());
    }

    @Test
    void aPhaseThatWasNeverEnteredTookNoTime() {
        Timing timing = timing(clock -> Sample.ok(0), System.nanoTime());
        assertFalse(timing.phases().containsKey(Phase.STEPS));
        assertEquals(0, timing.millis(Phase.STEPS));
        assertTrue(timing.started().isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void aTaskThatNeverBeganTookNoTime() {
        Timing timing = new Timed(opening -> Sample.ok(0), System.nanoTime())
                .run(OPENING)
                .timing();
        assertEquals(Duration.ZERO, timing.total());
        assertEquals(Map.of(), timing.phases());
    }

    @Test
    void aSecondRunHasItsOwnTimesAndItsOwnQueue() {
        Task twice = new Timed(
                opening -> {
                    opening.clock().enter(Phase.CONNECT);
                    return Sample.ok(0);
                },
                System.nanoTime() - Duration.ofSeconds(7).toNanos());
        assertTrue(twice.run(OPENING).timing().millis(Phase.QUEUE) >= 7000);
        assertTrue(twice.run(OPENING).timing().millis(Phase.QUEUE) < 7000);
    }

    @Test
    void nothingElseOfTheResultChanges() {
        DeviceResult result = new Timed(opening -> Sample.ok(4), System.nanoTime()).run(OPENING);
        assertEquals(Sample.ok(4), result.with(Sample.ok(4).timing()));
    }

    @Test
    void aBugIsPassedOn() {
        Task bug = opening -> {
            throw new IllegalStateException("oops");
        };
        assertThrows(IllegalStateException.class, () -> new Timed(bug, 0).run(OPENING));
    }
}
