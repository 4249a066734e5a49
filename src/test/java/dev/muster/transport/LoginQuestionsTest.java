package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabAccess;
import dev.muster.lab.LabDevice;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.AsksAtLogin;
import dev.muster.testkit.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logins at devices that ask more than for a password. */
@Timeout(60)
class LoginQuestionsTest {
    @TempDir
    Path folder;

    private Sessions sessions;

    @BeforeEach
    void start() {
        sessions = new Sessions(folder);
    }

    @AfterEach
    void stop() {
        sessions.close();
    }

    private Target target(int port, Map<String, Secret> answers) {
        var login = new Login("cisco", Secret.of("cisco"), answers, List.of(), null);
        return sessions.target(port, new Access(List.of(login), null, null));
    }

    private Failure failure(int port, Map<String, Secret> answers) {
        return assertThrows(DeviceException.class, () -> sessions.open(target(port, answers)))
                .failure();
    }

    private static Lab lab(LabAccess access) throws Exception {
        return Lab.start(List.of(LabDevice.of("R1").with(access)), 0);
    }

    @Test
    void aOneTimeCodeBehindThePasswordIsAnsweredByItsQuestion() throws Exception {
        try (Lab lab = lab(LabAccess.BY_PASSWORD.withOneTimeCode("424242"))) {
            sessions.ask(target(lab.port("R1"), Map.of("verification code", Secret.of("424242"))), "", "R1>");
            assertEquals(0, lab.stats().authFailures());
            Failure wrong = failure(lab.port("R1"), Map.of("verification code", Secret.of("000000")));
            assertEquals(FailureKind.AUTHENTICATION, wrong.kind());
            assertEquals(1, lab.stats().authFailures());
        }
    }

    @Test
    void aQuestionThatNothingAnswersIsShownAndNothingIsGuessed() throws Exception {
        try (Lab lab = lab(LabAccess.BY_PASSWORD.withOneTimeCode("424242"))) {
            Failure failure = failure(lab.port("R1"), Map.of());
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertTrue(
                    failure.message().endsWith("(no answer to its question `Verification code:`)"), failure.message());
            assertEquals(0, lab.stats().authFailures());
        }
    }

    @Test
    void aUserNameAndAPasswordMayBeAskedForTogetherOrOneAfterTheOther() throws Exception {
        try (var together = new AsksAtLogin("", List.of(List.of("Username: ", "Password: ")));
                var apart = new AsksAtLogin("", List.of(List.of("Login name: "), List.of("cisco's password: ")))) {
            sessions.open(target(together.port(), Map.of())).close();
            assertEquals(List.of("cisco", "cisco"), together.answers());
            sessions.open(target(apart.port(), Map.of())).close();
            assertEquals(List.of("cisco", "cisco"), apart.answers());
        }
    }

    @Test
    void aPasswordThatIsAskedForAgainIsNotGivenAgain() throws Exception {
        try (var again = new AsksAtLogin("", List.of(List.of("Password: "), List.of("Password: ")))) {
            Failure failure = failure(again.port(), Map.of());
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertEquals(List.of("cisco"), again.answers());
        }
    }

    @Test
    void aDemandForANewPasswordIsNotMetAndItsTextIsShown() throws Exception {
        try (Lab lab = lab(LabAccess.BY_PASSWORD.withPasswordRunOut())) {
            for (int i = 0; i < 2; i++) { // a changed password would let the second in
                Failure failure = failure(lab.port("R1"), Map.of());
                assertEquals(FailureKind.PASSWORD_EXPIRED, failure.kind());
                assertTrue(
                        failure.message().endsWith(": Your password has expired, choose a new one"), failure.message());
            }
            assertEquals(0, lab.stats().logins());
            assertEquals(0, lab.stats().authFailures());
        }
    }

    @Test
    void aDemandForANewPasswordByQuestionsIsNotMetEither() throws Exception {
        String why = "Your password has expired. Change your password now.";
        try (var expired =
                new AsksAtLogin(why, List.of(List.of("Password: "), List.of("New password: ", "Retype: ")))) {
            Failure failure = failure(expired.port(), Map.of());
            assertEquals(FailureKind.PASSWORD_EXPIRED, failure.kind());
            assertTrue(failure.message().endsWith(": " + why), failure.message());
            assertEquals(List.of("cisco"), expired.answers());
        }
    }
}
