package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What devices say of their uptime tells whether they were started again. */
class UptimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 weeks, 3 days, 4 hours, 10 minutes | 0 minutes | true",
                "5 weeks, 3 days, 4 hours, 10 minutes | 5 weeks, 3 days, 4 hours, 11 minutes | false",
                "38 day(s), 2 hour(s), 3 minute(s), 10 second(s) | 0 day(s), 0 hour(s), 1 minute(s), 2 second(s) | true",
                "5w3d4h10m10s | 1m3s | true",
                "5w3d4h10m10s | 5w3d4h12m10s | false",
                "1 year, 2 weeks | 51 weeks | true",
                "38 days, 4:10 | 38 days, 4:12 | false",
                "12 days, 0:00:31.00 | 0 days, 0:01:31.00 | true",
                "1 minute | 2 minutes | true",
                "2026-10-13 08:02:17 UTC | 2026-11-22 18:00:01 UTC | true",
                "2026-10-13 08:02:17 UTC | 2026-10-13 08:02:17 UTC | false",
            })
    void anUptimeThatBeganAnewShowsARestart(String before, String after, boolean restarted) {
        assertEquals(restarted, new Uptime(after).showsRestart(new Uptime(before), Duration.ofSeconds(90)));
    }
}
