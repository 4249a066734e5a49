package dev.muster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.schedule.Schedule.Missed;
import dev.muster.schedule.Schedule.Overlap;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which runs begin, on a clock that is told what time it is. */
class TimetableTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant EVENING = Instant.parse("2026-11-22T20:00:00Z");
    private static final Instant TWO = Instant.parse("2026-11-23T02:00:00Z");

    private final Timetable timetable = new Timetable();

    private static Schedule nightly(Overlap overlap, Missed missed) {
        return new Schedule(CronTimes.of("0 2 * * *"), UTC, overlap, missed, Duration.ZERO, List.of());
    }

    private static Schedule nightly() {
        return nightly(Overlap.SKIP, Missed.RUN_ONCE);
    }

    private static Instant days(Instant from, int days) {
        return from.plus(Duration.ofDays(days));
    }

    @Test
    void aJobBeginsWhenItIsDueAndOnce() {
        timetable.put("audit", nightly(), EVENING);
        assertEquals(Optional.of(TWO), timetable.next());
        assertEquals(List.of(), timetable.decide(TWO.minusMillis(1)));
        assertEquals(List.of(new Decision.Start("audit", TWO)), timetable.decide(TWO.plusSeconds(1)));
        assertEquals(List.of(), timetable.decide(TWO.plusSeconds(2)));
        assertEquals(Optional.of(days(TWO, 1)), timetable.next());
    }

    @Test
    void twoJobsThatAreDueTogetherBothBegin() {
        timetable.put("a", nightly(), EVENING);
        timetable.put("b", nightly(), EVENING);
        assertEquals(List.of(new Decision.Start("a", TWO), new Decision.Start("b", TWO)), timetable.decide(TWO));
    }

    @Test
    void aClockThatIsSetBackMakesNothingHappenAgain() {
        timetable.put("audit", nightly(), EVENING);
        timetable.decide(TWO);
        timetable.ended("audit");
        assertEquals(List.of(), timetable.decide(TWO.minus(Duration.ofHours(3))));
        assertEquals(List.of(), timetable.decide(TWO));
        assertEquals(1, timetable.decide(days(TWO, 1)).size());
    }

    @Test
    void ofRunsThatWereMissedTheLastHappensAtOnceAndTheOthersAreTold() {
        timetable.put("audit", nightly(), days(TWO, -3));
        Instant morning = TWO.plus(Duration.ofHours(6));
        assertEquals(
                List.of(new Decision.Skip("audit", TWO, "2 runs were missed before"), new Decision.Start("audit", TWO)),
                timetable.decide(morning));
        assertEquals(Optional.of(days(TWO, 1)), timetable.next());
    }

    @Test
    void missedRunsDoNotHappenWhereTheJobSaysSo() {
        timetable.put("audit", nightly(Overlap.SKIP, Missed.SKIP), days(TWO, -1));
        assertEquals(
                List.of(new Decision.Skip("audit", TWO, "missed")),
                timetable.decide(TWO.plus(Timetable.ON_TIME).plusSeconds(1)));
    }

    @Test
    void aBusyMachineIsNoMissedRun() {
        timetable.put("audit", nightly(Overlap.SKIP, Missed.SKIP), EVENING);
        assertEquals(List.of(new Decision.Start("audit", TWO)), timetable.decide(TWO.plus(Timetable.ON_TIME)));
    }

    @Test
    void aRunThatGoesOnKeepsTheNextFromBeginning() {
        timetable.put("audit", nightly(), EVENING);
        timetable.decide(TWO);
        assertEquals(
                List.of(new Decision.Skip("audit", days(TWO, 1), "the run before still goes on")),
                timetable.decide(days(TWO, 1)));
        assertEquals(Optional.empty(), timetable.ended("audit"));
        assertEquals(1, timetable.decide(days(TWO, 2)).size());
    }

    @Test
    void aQueuedRunBeginsWhenTheOneBeforeHasEndedAndOnlyTheLastWaits() {
        timetable.put("audit", nightly(Overlap.QUEUE, Missed.RUN_ONCE), EVENING);
        timetable.decide(TWO);
        assertEquals(List.of(new Decision.Queue("audit", days(TWO, 1))), timetable.decide(days(TWO, 1)));
        assertEquals(List.of(new Decision.Queue("audit", days(TWO, 2))), timetable.decide(days(TWO, 2)));
        assertEquals(Optional.of(new Decision.Start("audit", days(TWO, 2))), timetable.ended("audit"));
        assertEquals(Optional.empty(), timetable.ended("audit"));
    }

    @Test
    void aReplacedRunIsEndedFirst() {
        timetable.put("audit", nightly(Overlap.REPLACE, Missed.RUN_ONCE), EVENING);
        timetable.decide(TWO);
        assertEquals(List.of(new Decision.Replace("audit", days(TWO, 1))), timetable.decide(days(TWO, 1)));
        assertEquals(Optional.of(new Decision.Start("audit", days(TWO, 1))), timetable.ended("audit"));
    }

    @Test
    void nothingBeginsInABlackout() {
        var freeze = new Blackout.Dates(LocalDate.parse("2026-12-20"), LocalDate.parse("2027-01-03"));
        var weekend = new Blackout.Hours(
                LocalTime.parse("22:00"), LocalTime.parse("06:00"), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        timetable.put(
                "audit",
                new Schedule(
                        CronTimes.of("0 2 * * *"),
                        UTC,
                        Overlap.SKIP,
                        Missed.RUN_ONCE,
                        Duration.ZERO,
                        List.of(freeze, weekend)),
                EVENING);
        // Monday 02:00 belongs to Sunday's night
        assertEquals(List.of(new Decision.Skip("audit", TWO, "blackout 22:00 to 06:00")), timetable.decide(TWO));
        assertEquals(List.of(new Decision.Start("audit", days(TWO, 1))), timetable.decide(days(TWO, 1)));
        timetable.ended("audit");
        Instant christmas = Instant.parse("2026-12-25T02:00:00Z");
        List<Decision> decisions = timetable.decide(christmas);
        assertEquals(
                new Decision.Skip("audit", christmas, "blackout 2026-12-20 to 2027-01-03"),
                decisions.get(decisions.size() - 1));
        assertTrue(weekend.covers(Instant.parse("2026-11-22T22:00:00Z"), UTC));
        assertFalse(weekend.covers(Instant.parse("2026-11-23T06:00:00Z"), UTC));
        assertFalse(weekend.covers(Instant.parse("2026-11-23T22:00:00Z"), UTC));
    }

    @Test
    void jitterIsDrawnForEachTimeAndTheSameInEveryProcess() {
        var jittered = new Schedule(
                CronTimes.of("0 2 * * *"), UTC, Overlap.SKIP, Missed.RUN_ONCE, Duration.ofMinutes(5), List.of());
        timetable.put("audit", jittered, EVENING);
        Instant start = timetable.next().orElseThrow();
        assertFalse(start.isBefore(TWO) || start.isAfter(TWO.plus(Duration.ofMinutes(5))), start.toString());
        assertEquals(start, jittered.start("audit", TWO));
        assertTrue(java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i -> jittered.start("job" + i, TWO))
                        .distinct()
                        .count()
                > 90);
        assertEquals(List.of(), timetable.decide(start.minusMillis(1)));
        assertEquals(List.of(new Decision.Start("audit", TWO)), timetable.decide(start));
    }

    @Test
    void aScheduleThatChangesHoldsFromThenOn() {
        timetable.put("audit", nightly(), EVENING);
        timetable.put(
                "audit",
                new Schedule(CronTimes.of("0 4 * * *"), UTC, Overlap.SKIP, Missed.SKIP, Duration.ZERO, List.of()),
                EVENING);
        assertEquals(List.of(), timetable.decide(TWO));
        assertEquals(Optional.of(TWO.plus(Duration.ofHours(2))), timetable.next("audit"));
        timetable.remove("audit");
        assertEquals(Optional.empty(), timetable.next());
    }

    @Test
    void aJobThatVanishesForAMomentWhileItRunsIsNotStartedBesideItself() {
        timetable.put("audit", nightly(), EVENING);
        timetable.decide(TWO);
        timetable.remove("audit");
        assertEquals(Optional.empty(), timetable.next());
        timetable.put("audit", nightly(), EVENING);
        assertEquals(
                List.of(new Decision.Skip("audit", days(TWO, 1), "the run before still goes on")),
                timetable.decide(days(TWO, 1)));
        timetable.remove("audit");
        timetable.ended("audit");
        assertEquals(List.of(), timetable.jobs());
    }

    @Test
    void yearsOfMissedMinutesAreDealtWithAtOnce() {
        timetable.put(
                "often",
                new Schedule(CronTimes.of("* * * * *"), UTC, Overlap.SKIP, Missed.RUN_ONCE, Duration.ZERO, List.of()),
                days(TWO, -1000));
        assertEquals(2, timetable.decide(TWO).size());
        assertEquals(Optional.of(TWO.plusSeconds(60)), timetable.next());
    }
}
