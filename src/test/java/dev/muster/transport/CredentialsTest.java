package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.ClosesAtOnce;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

    /** Pairs of user and password, tried in order. */
    private static Access tried(String... pairs) {
        var logins = new ArrayList<Login>();
        for (int i = 0; i < pairs.length; i += 2) {
            logins.add(Login.of(pairs[i], Secret.of(pairs[i + 1])));
        }
        return new Access(logins, null, null);
    }

    private Failure refusal(FaultyDevice device, Access access) {
        try (var sessions = new Sessions(folder)) {
            return assertThrows(DeviceException.class, () -> sessions.open(sessions.target(device.port(), access)))
                    .failure();
        }
    }

    @Test
    void oneWrongPasswordIsOneAttemptThoughTheDeviceKnowsTwoWaysToTakeIt() throws Exception {
        try (var device = new FaultyDevice()) {
            Failure refusal = refusal(device, tried("cisco", "wrong"));
            assertEquals(FailureKind.AUTHENTICATION, refusal.kind());
            assertEquals(1, device.stats().authFailures());
        }
    }

    @Test
    void theNextCredentialIsTriedAfterARefusalAndNoneAfterSuccess() throws Exception {
        try (var device = new FaultyDevice();
                var sessions = new Sessions(folder)) {
            Access access = tried("old", "old", "cisco", "wrong", "cisco", "cisco", "never", "sent");
            sessions.ask(sessions.target(device.port(), access), "", ">");
            assertEquals(2, device.stats().authFailures());
            assertEquals(1, device.stats().logins());
        }
    }

    @Test
    void whenAllAreRefusedEachWasTriedOnceAndIsNamed() throws Exception {
        try (var device = new FaultyDevice()) {
            Failure refusal = refusal(device, tried("one", "a", "two", "b", "three", "c"));
            assertEquals(FailureKind.AUTHENTICATION, refusal.kind());
            assertTrue(refusal.message().endsWith("refused all 3 logins: one, two, three"), refusal.message());
            assertEquals(3, device.stats().authFailures());
        }
    }

    @Test
    void aDeviceThatDoesNotAnswerGetsNoSecondCredential() throws Exception {
        try (var server = new ClosesAtOnce();
                var sessions = new Sessions(folder)) {
            Target target = sessions.target(server.port(), tried("one", "a", "two", "b"));
            var failure = assertThrows(DeviceException.class, () -> sessions.open(target));
            assertEquals(FailureKind.DISCONNECTED, failure.failure().kind(), failure.getMessage());
            assertEquals(1, server.accepted());
        }
    }
}
