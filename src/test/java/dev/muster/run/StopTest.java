package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Outcome;
import dev.muster.scope.Permits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears that a run is to end, and when. */
class StopTest {
    private final Stop stop = new Stop();
    private final List<String> heard = new ArrayList<>();

    private static Stop.Reason reason(String text) {
        return new Stop.Reason(Stop.Cause.POLICY, text, new Outcome.Cancelled(text));
    }

    private Stop.Watch watch() {
        return stop.watch(outcome -> heard.add(outcome.message()), () -> {});
    }

    @Test
    void theFirstReasonStays() {
        assertNull(stop.reason());
        stop.startNoMore(reason("first"));
        stop.endAll(reason("second"));
        Stop.Reason kept = stop.reason();
        assertNotNull(kept);
        assertEquals("first", kept.text());
    }

    @Test
    void startNoMoreDisturbsNobodyWhoRuns() throws InterruptedException {
        var permits = new Permits(1);
        stop.noMore().then(permits::close);
        try (Stop.Watch watch = watch()) {
            stop.startNoMore(reason("enough"));
            assertEquals(List.of(), heard);
            assertFalse(permits.acquire());
        }
    }

    @Test
    void endAllIsHeardByThoseWhoWatchOnly() {
        try (Stop.Watch watch = watch()) {
            watch().close();
            stop.endAll(reason("end"));
        }
        assertEquals(List.of("end"), heard);
    }

    @Test
    void whoBeginsToWatchAfterTheEndHearsOfItAtOnceWithTheOutcomeOfTheEnd() {
        stop.startNoMore(reason("first"));
        stop.endAll(reason("end"));
        try (Stop.Watch watch = watch()) {
            assertEquals(List.of("end"), heard);
        }
    }

    @Test
    void oneWhoCannotStopKeepsNobodyElseFromHearing() {
        List<Stop.Watch> watches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            watches.add(stop.watch(
                    outcome -> {
                        throw new IllegalStateException("cannot");
                    },
                    () -> {}));
            watches.add(watch());
        }
        stop.endAll(reason("end"));
        assertEquals(10, heard.size());
        watches.forEach(Stop.Watch::close);
    }

    @Test
    void permitsThatComeAfterTheEndAreClosedAtOnce() throws InterruptedException {
        stop.endAll(reason("end"));
        var late = new Permits(3);
        stop.noMore().then(late::close);
        assertFalse(late.acquire());
        assertTrue(new Permits(3).acquire());
    }
}
