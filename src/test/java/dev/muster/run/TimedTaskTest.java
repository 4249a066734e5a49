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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long each phase took. */
class TimedTaskTest {

    /** Passes so much time, awake. */
    private static void spend(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Timing timing(Task task, long queuedAt) {
        return new TimedTask(task, queuedAt).run().timing();
    }

    @Test
    void phasesAddUpToTheTotalAndTheQueueStandsApart() {
        long queuedAt = System.nanoTime() - Duration.ofSeconds(7).toNanos();
        Timing timing = timing(TimedTaskTest::allPhases, queuedAt);
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
        clock.enter(Phase.CLOSE);
        return Sample.ok(0);
    }

    @Test
    void timeBelongsToThePhaseThatWasEnteredLast() {
        Timing timing = timing(TimedTaskTest::allPhases, System.nanoTime());
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
    void nothingElseOfTheResultChanges() {
        DeviceResult result = new TimedTask(clock -> Sample.ok(4), System.nanoTime()).run();
        assertEquals(Sample.ok(4), result.with(Sample.ok(4).timing()));
    }

    @Test
    void aBugIsPassedOn() {
        Task bug = clock -> {
            throw new IllegalStateException("oops");
        };
        assertThrows(IllegalStateException.class, () -> new TimedTask(bug, 0).run());
    }
}
