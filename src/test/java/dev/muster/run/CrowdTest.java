package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.result.Timing;
import dev.muster.scope.Permits;
import dev.muster.testkit.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many devices at once. */
class CrowdTest {
    private final List<String> notices = new ArrayList<>();
    private final Crowd crowd = new Crowd(new Permits(40), 40, notices::add);

    private static DeviceResult login(int millis) {
        return Sample.ok(0)
                .with(new Timing(
                        Instant.EPOCH,
                        Map.of(Phase.CONNECT, Duration.ofMillis(millis), Phase.STEPS, Duration.ofMillis(1)),
                        Duration.ofMillis(millis + 1)));
    }

    private static DeviceResult failed(FailureKind kind, Stage stage) {
        DeviceResult ok = Sample.ok(0);
        return new DeviceResult(
                0,
                ok.device(),
                ok.host(),
                ok.platform(),
                ok.site(),
                "",
                "",
                "",
                new Outcome.Failed(Failure.of(kind, stage, "x")),
                1,
                Timing.none(Instant.EPOCH),
                List.of());
    }

    private static DeviceResult connectError() {
        return failed(FailureKind.SESSION_LIMIT, Stage.LOGIN);
    }

    private void learn(int times, DeviceResult result) {
        for (int i = 0; i < times; i++) {
            crowd.learn(result);
        }
    }

    @Test
    void aRunThatGoesWellIsLeftAlone() {
        learn(500, login(50));
        learn(10, connectError());
        learn(500, login(1500));
        learn(40, failed(FailureKind.AUTHENTICATION, Stage.AUTHENTICATE));
        assertEquals(40, crowd.limit());
        assertEquals(List.of(), notices);
    }

    @Test
    void connectErrorsHalveItAndHealthGrowsItBack() {
        learn(20, login(50));
        learn(20, connectError());
        assertEquals(20, crowd.limit());
        assertTrue(notices.getFirst().contains("20 errors among 40 devices): 20 devices at once"), notices.toString());
        learn(40 + 20, login(50));
        assertEquals(30, crowd.limit());
        learn(20 + 30, login(50));
        assertEquals(40, crowd.limit());
        assertEquals("connecting goes well: 40 devices at once again", notices.getLast());
    }

    @Test
    void loginsThatTakeMuchLongerThanUsualHalveIt() {
        learn(40, login(50));
        learn(40, login(4000));
        assertEquals(20, crowd.limit());
        assertTrue(notices.getFirst().contains("slow logins"), notices.toString());
    }

    @Test
    void whereFewerAtOnceDoNotHelpItGoesOnAsBefore() {
        learn(40, connectError());
        assertEquals(20, crowd.limit());
        learn(40 + 20, connectError());
        assertEquals(40, crowd.limit());
        learn(4 * 40, connectError());
        assertEquals(40, crowd.limit(), "it does not try again at once");
        learn(5 * 40, connectError());
        assertTrue(notices.size() >= 3, "but later it does");
    }
}
