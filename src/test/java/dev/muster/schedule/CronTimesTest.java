package dev.muster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moments of cron expressions, on any clock. */
class CronTimesTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** The next moments after a local time, as local times with their offset. */
    private static List<String> next(String cron, String after, int count) {
        CronTimes times = CronTimes.of(cron);
        var found = new ArrayList<String>();
        Instant moment = java.time.LocalDateTime.parse(after)
                .atZone(AMSTERDAM)
                .withEarlierOffsetAtOverlap()
                .toInstant();
        for (int i = 0; i < count; i++) {
            moment = Objects.requireNonNull(times.after(moment, AMSTERDAM));
            found.add(ZonedDateTime.ofInstant(moment, AMSTERDAM)
                    .toOffsetDateTime()
                    .toString());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "0 2 * * *        > 2026-11-22T01:59 > 2026-11-22T02:00+01:00",
                "0 2 * * *        > 2026-11-22T02:00 > 2026-11-23T02:00+01:00",
                "*/15 * * * *     > 2026-11-22T10:01 > 2026-11-22T10:15+01:00",
                "30 6 * * 1-5     > 2026-11-20T07:00 > 2026-11-23T06:30+01:00",
                "0 0 * * 7        > 2026-11-22T12:00 > 2026-11-29T00:00+01:00",
                "0 0 * * 0        > 2026-11-22T12:00 > 2026-11-29T00:00+01:00",
                "0 0 29 2 *       > 2026-11-22T12:00 > 2028-02-29T00:00+01:00",
                "0 0 31 * *       > 2026-11-22T12:00 > 2026-12-31T00:00+01:00",
                "@daily           > 2026-11-22T12:00 > 2026-11-23T00:00+01:00",
                "@weekly          > 2026-11-22T12:00 > 2026-11-29T00:00+01:00",
                "0 9 * JAN,jul mon > 2026-11-22T12:00 > 2027-01-04T09:00+01:00"
            })
    void theUsualExpressionsNameTheUsualMoments(String cron, String after, String expected) {
        assertEquals(List.of(expected), next(cron, after, 1));
    }

    @Test
    void eitherDayWillDoWhereBothAreRestricted() {
        // the 13th, and every Friday
        assertEquals(
                List.of("2026-11-06T00:00+01:00", "2026-11-13T00:00+01:00", "2026-11-20T00:00+01:00"),
                next("0 0 13 * 5", "2026-11-01T00:00", 3));
        assertEquals(
                "2026-12-13T00:00+01:00",
                next("0 0 13 * 5", "2026-12-11T00:00", 1).get(0));
    }

    @Test
    void aFixedTimeThatIsLeaptOverHappensRightAfterTheLeapAndOnce() {
        // on 2027-03-28 two o'clock is three o'clock
        assertEquals(
                List.of("2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00"),
                next("30 2 * * *", "2027-03-27T00:00", 3));
        assertEquals(
                "2027-03-28T03:00+02:00",
                next("30 2 * * *", "2027-03-28T01:59", 1).get(0));
        assertEquals(
                List.of("2027-03-28T03:00+02:00", "2027-03-29T02:00+02:00"), next("0 2 * * *", "2027-03-28T01:59", 2));
    }

    @Test
    void severalTimesInTheLeapHappenOnceAfterIt() {
        assertEquals(
                List.of("2027-03-28T03:00+02:00", "2027-03-29T02:10+02:00"),
                next("10,20,30 2 * * *", "2027-03-28T01:00", 2));
    }

    @Test
    void aFixedTimeThatComesTwiceHappensTheFirstTimeOnly() {
        // on 2026-10-25 three o'clock is two o'clock
        assertEquals(
                List.of("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"), next("30 2 * * *", "2026-10-25T00:00", 2));
    }

    @Test
    void everyHourMeansEveryHourOfElapsedTime() {
        assertEquals(
                List.of(
                        "2026-10-25T01:30+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:30+01:00"),
                next("30 * * * *", "2026-10-25T01:00", 4));
        assertEquals(
                List.of("2027-03-28T01:30+01:00", "2027-03-28T03:30+02:00"), next("30 * * * *", "2027-03-28T01:00", 2));
    }

    @Test
    void anYearOfDaysHasAYearOfRuns() {
        CronTimes times = CronTimes.of("30 2 * * *");
        Instant moment = Instant.parse("2026-12-31T23:00:00Z");
        int runs = 0;
        while (moment.isBefore(Instant.parse("2027-12-31T23:00:00Z"))) {
            moment = Objects.requireNonNull(times.after(moment, AMSTERDAM));
            runs++;
        }
        assertEquals(365 + 1, runs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "0 2 * *      > has five fields",
                "0 0 2 * * *  > has five fields",
                "60 2 * * *   > 60",
                "0 2 * * 8    > 8",
                "0 2 * * fry  > fry",
                "0 0 30 2 *   > names no moment at all",
                "@nightly     > has five fields"
            })
    void whatIsNoCronExpressionIsRefusedWithTheReason(String cron, String reason) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> CronTimes.of(cron))
                .getMessage());
        assertTrue(said.contains(reason), said);
    }

    @Test
    void zonesWithoutSummerTimeAreSimple() {
        assertEquals(
                Instant.parse("2026-11-23T02:00:00Z"),
                CronTimes.of("0 2 * * *").after(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC));
    }
}
