package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Logs in by answering what a device asks on its last line, each question once: one wrong password is one attempt. What
 * comes after the last answer is left for the session.
 */
final class TelnetDialogue {
    /** How long a line must stay the last before it is believed to be a question. */
    private static final Duration QUESTION = Duration.ofMillis(30);

    /** The same for a second one, which means that the login failed: lines such as "Last login: ..." come in pieces too. */
    private static final Duration SECOND_QUESTION = Duration.ofMillis(300);

    /** The same for a text that says so; what follows it may say otherwise. */
    private static final Duration REFUSAL = Duration.ofSeconds(1);

    /** The same for the prompt of a device that has got its password. */
    private static final Duration PROMPT = Duration.ofMillis(20);

    private static final Duration UNUSUAL_PROMPT = Duration.ofMillis(500);

    /** The same for one that asked for none: a banner may end like a prompt, and the question come later. */
    private static final Duration FREE_PROMPT = Duration.ofSeconds(1);

    /** A console waits for a key before it says anything. */
    private static final Duration WAKE = Duration.ofSeconds(3);

    private static final int MOST_KEYS = 3;

    private static final Pattern WANTS_KEY = Pattern.compile("(?i)\\bpress\\b.{0,20}\\b(?:return|enter|any key)\\b");
    private static final Pattern PROMPT_END = Pattern.compile("[>#$%\\])]\\s*$");
    private static final Pattern MASK = Pattern.compile("\\s*\\**\\s*");

    private final Target target;
    private final TelnetLogin login;
    private final Line line;
    private final LoginScreen screen;
    private final TelnetDiagnosis diagnosis;
    private boolean userSent;
    private boolean passwordSent;
    private int keys;
    private int strayQuestions;

    /** The connection. */
    interface Line {
        Transport.Read receive(ByteQueue into, Deadline by) throws InterruptedException;

        void write(byte[] bytes) throws DeviceException;
    }

    /** What the last line may mean, once it has stayed the last for so long. */
    private record Sight(Meaning meaning, Duration quiet) {}

    private enum Meaning {
        NOTHING,
        USER,
        PASSWORD,
        KEY,
        REFUSED,
        /** Nothing more of the login: a prompt, or what only the session can judge. */
        OVER
    }

    TelnetDialogue(Target target, TelnetLogin login, Line line) {
        this.target = target;
        this.login = login;
        this.line = line;
        Secret password = target.password();
        this.screen = new LoginScreen(password == null ? "" : password.reveal());
        this.diagnosis = new TelnetDiagnosis(target, login, screen);
    }

    /** Logs in; gives what has come for the session. */
    byte[] logIn(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        var chunk = new ByteQueue();
        boolean over = false;
        while (!over) {
            Sight sight = look();
            Deadline next = Deadline.in(sight.quiet()).earlier(by);
            Transport.Read read = line.receive(chunk, next);
            screen.show(chunk);
            if (read == Transport.Read.END) {
                throw new DeviceException(diagnosis.closed(userSent, passwordSent));
            }
            if (by.left() <= 0) {
                throw new DeviceException(diagnosis.late(userSent, passwordSent, limit));
            }
            over = read == Transport.Read.DEADLINE && isOverAfter(sight.meaning());
        }
        return screen.rest();
    }

    private Sight look() {
        String tail = screen.tail();
        if (MASK.matcher(tail).matches()) {
            return nothing();
        }
        if (login.password().matcher(tail).find()) {
            return new Sight(Meaning.PASSWORD, passwordSent ? SECOND_QUESTION : QUESTION);
        }
        if (login.user().matcher(tail).find()) {
            return new Sight(Meaning.USER, userSent || passwordSent ? SECOND_QUESTION : QUESTION);
        }
        if (WANTS_KEY.matcher(tail).find() && keys < MOST_KEYS) {
            return new Sight(Meaning.KEY, QUESTION);
        }
        if (passwordSent && login.failed().matcher(tail).find()) {
            return new Sight(Meaning.REFUSED, REFUSAL);
        }
        boolean usual = PROMPT_END.matcher(tail).find();
        if (passwordSent) {
            return new Sight(Meaning.OVER, usual ? PROMPT : UNUSUAL_PROMPT);
        }
        return new Sight(Meaning.OVER, usual ? FREE_PROMPT : WAKE);
    }

    /** The last line is empty. */
    private Sight nothing() {
        String last = screen.lastLine();
        if ((userSent || passwordSent) && login.failed().matcher(last).find()) {
            return new Sight(Meaning.REFUSED, REFUSAL);
        }
        boolean mayType = keys < MOST_KEYS;
        if (mayType && WANTS_KEY.matcher(last).find()) {
            return new Sight(Meaning.KEY, SECOND_QUESTION);
        }
        boolean wakes = mayType && !userSent && !passwordSent;
        return wakes ? new Sight(Meaning.KEY, WAKE) : new Sight(Meaning.NOTHING, Duration.ofHours(1));
    }

    private boolean isOverAfter(Meaning meaning) throws DeviceException {
        switch (meaning) {
            case NOTHING -> {}
            case USER -> answerUser();
            case PASSWORD -> answerPassword();
            case KEY -> {
                keys++;
                strayQuestions++;
                type("", false);
            }
            case REFUSED -> throw new DeviceException(diagnosis.refused());
            case OVER -> {
                return true;
            }
        }
        return false;
    }

    private void answerUser() throws DeviceException {
        if (userSent && !passwordSent && strayQuestions > 0) {
            // the answer to a key that was typed before the device listened
            strayQuestions--;
            screen.answered(false);
            return;
        }
        if (userSent || passwordSent) {
            throw new DeviceException(diagnosis.refused());
        }
        userSent = true;
        type(target.username(), false);
    }

    private void answerPassword() throws DeviceException {
        Secret password = target.password();
        if (passwordSent) {
            throw new DeviceException(diagnosis.refused());
        }
        if (password == null) {
            throw new DeviceException(Failure.of(
                    FailureKind.AUTHENTICATION,
                    Stage.AUTHENTICATE,
                    target + " asks for a password and none was given"));
        }
        passwordSent = true;
        type(password.reveal(), true);
    }

    private void type(String text, boolean secret) throws DeviceException {
        screen.answered(secret);
        line.write((text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
