package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.Logins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins in which no time passes: the device waits as soon as it has said its part. */
class TelnetDialogueTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A device that says one part after each line typed, in pieces, and then hangs up or waits. */
    private static final class Device implements TelnetDialogue.Line {
        private final List<String> parts;
        private final int first;
        private final int later;
        private final boolean hangsUp;
        private final List<String> typed = new ArrayList<>();
        private int part;
        private int position;

        Device(List<String> parts, int first, int later, boolean hangsUp) {
            this.parts = parts;
            this.first = first;
            this.later = later;
            this.hangsUp = hangsUp;
        }

        @Override
        public Transport.Read receive(ByteQueue into, Deadline by) {
            String now = part < parts.size() ? parts.get(part) : "";
            if (position == now.length()) {
                boolean over = hangsUp && part >= parts.size() - 1;
                return over ? Transport.Read.END : Transport.Read.DEADLINE;
            }
            int end = (int) Math.min(now.length(), position + (position == 0 ? first : (long) later));
            byte[] bytes = now.substring(position, end).getBytes(StandardCharsets.ISO_8859_1);
            into.add(bytes, 0, bytes.length);
            position = end;
            return Transport.Read.BYTES;
        }

        @Override
        public void write(byte[] bytes) {
            typed.add(new String(bytes, StandardCharsets.ISO_8859_1));
            part++;
            position = 0;
        }
    }

    private static Target target(@Nullable String password) {
        return new Target(
                "192.0.2.1",
                23,
                "ann",
                password == null ? null : Secret.of(password),
                HostKeyMode.STRICT,
                Path.of("none"),
                SshOptions.DEFAULT);
    }

    private static Device waiting(String... parts) {
        return new Device(List.of(parts), Integer.MAX_VALUE, Integer.MAX_VALUE, false);
    }

    private static Device hangingUp(String... parts) {
        return new Device(List.of(parts), Integer.MAX_VALUE, Integer.MAX_VALUE, true);
    }

    private static String logIn(Device device) throws DeviceException, InterruptedException {
        return logIn(device, "pass");
    }

    private static String logIn(Device device, @Nullable String password) throws DeviceException, InterruptedException {
        byte[] rest = new TelnetDialogue(target(password), Logins.USUAL, device).logIn(Deadline.in(LIMIT), LIMIT);
        return new String(rest, StandardCharsets.ISO_8859_1);
    }

    private static Failure failure(Device device) {
        return assertThrows(DeviceException.class, () -> logIn(device)).failure();
    }

    @Test
    void whatComesAfterThePasswordIsLeftForTheSession() throws Exception {
        Device device = waiting("\r\nWelcome\r\n\r\nUsername: ", "ann\r\nPassword: ", "\r\nLast login: today\r\nR1>");
        assertEquals("\r\nLast login: today\r\nR1>", logIn(device));
        assertEquals(List.of("ann\n", "pass\n"), device.typed);
    }

    @Test
    void whereALoginIsCutDoesNotMatter() throws Exception {
        List<String> parts = List.of(
                "\u001b[2J\r\nUse of user: accounts\r\nLast user: x is known\r\n\u001b[1mLogin:\u001b[0m ",
                "ann\r\nPassword for ann: ",
                "\r\nLast login: Tue Nov 22 14:00:00 from 192.0.2.9\r\nThe password: policy holds\r\nrouter#");
        int longest = parts.stream().mapToInt(String::length).max().orElseThrow();
        for (int cut = 1; cut <= longest; cut++) {
            for (int later : new int[] {Integer.MAX_VALUE, 1, 7}) {
                var device = new Device(parts, cut, later, false);
                assertEquals(parts.getLast(), logIn(device));
                assertEquals(List.of("ann\n", "pass\n"), device.typed, "cut at " + cut);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Username: '",
        "'username:'",
        "'user name: '",
        "'login: '",
        "'R1 login: '",
        "'login as: '",
        "'User:'",
        "'\u001b[0mLogin:\u001b[K'",
        "'\rUsername: '",
        "'XUsername\b\b\b\b\b\b\b\b\bUsername: '"
    })
    void namesAreAskedForInManyWays(String question) throws Exception {
        assertEquals("R1#", logIn(waiting("Hello\r\n" + question, "Password: ", "R1#")));
    }

    @Test
    void aDeviceThatAsksOnlyForAPasswordGetsOnlyThat() throws Exception {
        Device device = waiting("User Access Verification\r\n\r\nPassword: ", "\r\nR1>");
        assertEquals("\r\nR1>", logIn(device));
        assertEquals(List.of("pass\n"), device.typed);
    }

    @Test
    void aDeviceThatAsksForNothingGetsNothing() throws Exception {
        Device device = waiting("Console of rack 7\r\nR1#");
        assertEquals("Console of rack 7\r\nR1#", logIn(device));
        assertEquals(List.of(), device.typed);
    }

    @Test
    void aNameWithoutPasswordIsEnough() throws Exception {
        assertEquals("ann\r\nR1>", logIn(waiting("login: ", "ann\r\nR1>"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'Press RETURN to get started.', ''",
        "'', 'R1 con0 is now available\r\n\r\nPress RETURN to get started.\r\n\r\n\r\n'"
    })
    void aConsoleIsWokenByAKey(String tail, String lines) throws Exception {
        Device device = waiting(lines + tail, "\r\nUsername: ", "Password: ", "\r\nR1#");
        assertEquals("\r\nR1#", logIn(device));
        assertEquals(List.of("\n", "ann\n", "pass\n"), device.typed);
    }

    @Test
    void aQuestionRepeatedBecauseOfTheKeyIsNoRefusal() throws Exception {
        Device device = waiting("", "login: ", "\r\nlogin: ");
        assertTrue(failure(device).message().contains("asked for no password"), "it is still waited for");
        Device goesOn = waiting("", "login: ", "\r\nlogin: ann\r\nPassword: ", "\r\nR1#");
        assertEquals("\r\nR1#", logIn(goesOn));
    }

    @Test
    void aSecondQuestionForTheNameMeansThatTheLoginFailed() {
        Device device = waiting("login: ", "Password: ", "\r\n\r\nLogin incorrect\r\nlogin: ");
        Failure failure = failure(device);
        assertEquals(FailureKind.AUTHENTICATION, failure.kind());
        assertEquals(Stage.AUTHENTICATE, failure.stage());
        assertEquals("192.0.2.1:23 refused the login of ann", failure.message());
        assertEquals("Login incorrect\nlogin:", failure.lastOutput());
        assertEquals(List.of("ann\n", "pass\n"), device.typed, "one attempt");
    }

    @ParameterizedTest
    @CsvSource({
        "'\r\nPassword: '",
        "'\r\nUsername: '",
        "'\r\n% Bad passwords\r\n'",
        "'\r\n% Authentication failed\r\n\r\n'",
        "'\r\nAccess denied'",
        "'****\r\nLogin invalid\r\n'"
    })
    void aRefusalIsKnownWithoutAnotherWord(String answer) {
        Device device = waiting("Username: ", "ann\r\nPassword: ", answer);
        assertEquals(FailureKind.AUTHENTICATION, failure(device).kind());
        assertEquals(2, device.typed.size(), "one attempt");
    }

    @Test
    void anUnknownNameIsARefusalToo() {
        assertEquals(
                FailureKind.AUTHENTICATION,
                failure(waiting("Username: ", "\r\n% Login invalid\r\n\r\nUsername: "))
                        .kind());
    }

    @Test
    void aTextThatSpeaksOfRefusalsBeforeThePromptIsNone() throws Exception {
        String motd = "\r\nAccess denied to all but the owners.\r\nLast invalid login: never\r\n";
        assertEquals(motd + "R1#", logIn(waiting("login: ", "Password: ", motd + "R1#")));
    }

    @Test
    void aPasswordThatIsAskedForAndWasNotGivenIsSaid() {
        Failure failure = assertThrows(DeviceException.class, () -> logIn(waiting("login: ", "Password: "), null))
                .failure();
        assertEquals(FailureKind.AUTHENTICATION, failure.kind());
        assertTrue(failure.message().contains("none was given"), failure.message());
    }

    @ParameterizedTest
    @CsvSource({
        "'', AUTHENTICATION, AUTHENTICATE",
        "'\r\n% Bad passwords\r\n', AUTHENTICATION, AUTHENTICATE",
        "'\r\nToo many users are logged in\r\n', SESSION_LIMIT, LOGIN",
        "'\r\nThe system goes down\r\n', DISCONNECTED, AUTHENTICATE",
    })
    void whyADeviceHangsUpAfterThePasswordIsToldApart(String said, FailureKind kind, Stage stage) {
        Failure failure = failure(hangingUp("Username: ", "ann\r\nPassword: ", said));
        assertEquals(kind, failure.kind());
        assertEquals(stage, failure.stage());
    }

    @ParameterizedTest
    @CsvSource({
        "'\r\nPassword required, but none set\r\n', AUTHENTICATION, password required",
        "'% Connection refused by policy\r\n', CONNECTION_REFUSED, refused by policy",
        "'You are not authorized to connect.\r\n', CONNECTION_REFUSED, not authorized",
        "'All lines are busy\r\n', SESSION_LIMIT, All lines are busy",
        "'', DISCONNECTED, before it asked for a login",
        "'SSH-2.0-OpenSSH_9.2\r\n', DISCONNECTED, SSH-2.0-OpenSSH_9.2",
    })
    void whyADeviceHangsUpAtOnceIsToldApart(String said, FailureKind kind, String shown) {
        Failure failure = failure(hangingUp(said));
        assertEquals(kind, failure.kind());
        assertTrue(failure.message().contains(shown), failure.message());
    }

    @Test
    void aPasswordThatTheDeviceRepeatsIsShownNowhere() throws Exception {
        assertEquals("\nR1#", logIn(waiting("login: ", "Password: ", "pass\r\nR1#")));
        Failure failure =
                failure(waiting("login: ", "Password: ", "pass\r\nno, pass is wrong\r\nLogin incorrect\r\nlogin: "));
        assertEquals("no, *** is wrong\nLogin incorrect\nlogin:", failure.lastOutput());
        assertFalse(failure.toString().contains("pass "), failure.toString());
    }

    @Test
    void aDeviceThatRepeatsOnlyThePasswordIsStillWaitedFor() {
        Failure failure = failure(waiting("login: ", "Password: ", "pass"));
        assertEquals(FailureKind.PROMPT_TIMEOUT, failure.kind());
    }

    @Test
    void ofAFloodTheEndIsKept() throws Exception {
        String line = "x".repeat(999) + "\n";
        String rest = logIn(new Device(List.of("login: ", "Password: ", line.repeat(5000) + "R1#"), 9, 8192, false));
        assertTrue(rest.endsWith("x\nR1#"));
        assertTrue(rest.length() < 2 << 20, "kept " + rest.length());
    }

    @Test
    void aDeviceThatNeverStopsTalkingEndsAtTheLimit() {
        var device = new TelnetDialogue.Line() {
            @Override
            public Transport.Read receive(ByteQueue into, Deadline by) {
                into.add(new byte[] {'.', '\n'}, 0, 2);
                return Transport.Read.BYTES;
            }

            @Override
            public void write(byte[] bytes) {}
        };
        var limit = Duration.ofMillis(200);
        Failure failure = assertThrows(
                        DeviceException.class,
                        () -> new TelnetDialogue(target("pass"), Logins.USUAL, device).logIn(Deadline.in(limit), limit))
                .failure();
        assertEquals(FailureKind.PROMPT_TIMEOUT, failure.kind());
    }
}
