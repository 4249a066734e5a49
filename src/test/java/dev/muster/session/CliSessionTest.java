package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.result.Status;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets from a session, and may ask of it. */
class CliSessionTest {

    @Test
    void theCommandAndThePromptCanBeKept() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> show clock", "< show clock", "< noon", "< R1#\\", "> exit")) {
            Answer answer = rehearsal.session().show("show clock", How.asItComes());
            assertEquals("show clock\nnoon\nR1#", answer.output().text());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void anotherEndingIsWaitedForInPlaceOfThePrompt(int pieces) throws Exception {
        String[] recording = {
            "> copy running-config startup-config",
            "< copy running-config startup-config",
            "< Destination filename [startup-config]? \\",
            ">",
            "<",
            "< Building configuration...",
            "< [OK]",
            "< R1#\\",
            "> exit"
        };
        try (Rehearsal rehearsal = Rehearsal.inPieces(pieces, recording)) {
            Answer asked =
                    rehearsal.session().show("copy running-config startup-config", How.until("Destination filename"));
            assertEquals(Outcome.ok(), asked.outcome());
            assertEquals(
                    "Destination filename [startup-config]? ", asked.output().text());
            assertEquals("Destination filename", asked.detail());
            Answer done = rehearsal.session().show("", How.plain());
            assertEquals("Building configuration...\n[OK]", done.output().text());
        }
    }

    @Test
    void anEndingInTheEchoIsNotTheEndOfTheAnswer() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of(
                "> ping 192.0.2.1",
                "<",
                "< *Nov 22: %LOG: ping 192.0.2.9 by admin",
                "< R1#ping \\",
                "~ 400ms",
                "< 192.0.2.1",
                "< Repeat: \\",
                "> 3",
                "< 3",
                "< R1#\\",
                "> exit")) {
            Answer answer = rehearsal.session().show("ping 192.0.2.1", How.until("ping|Repeat"));
            assertEquals("Repeat: ", answer.output().text());
            assertEquals(
                    Outcome.ok(), rehearsal.session().show("3", How.plain()).outcome());
        }
    }

    @Test
    void aCommandWithoutAnEndTellsWhatWasWaitedForAndWhatCame() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> show tech", "< show tech", "< one", "< tw\\", "~ 60000ms")) {
            Answer answer = rehearsal.session().show("show tech", How.plain());
            Failure failure = answer.outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.COMMAND_TIMEOUT, failure.kind());
            assertEquals(Stage.STEP, failure.stage());
            assertEquals("`show tech` did not end within 30s", failure.message());
            assertEquals("R1#", failure.expected());
            assertNotNull(failure.lastOutput());
            assertTrue(failure.lastOutput().endsWith("R1#show tech\none\ntw"), failure.lastOutput());
            assertEquals(FailureKind.COMMAND_TIMEOUT.hint(), failure.hint());
            assertEquals("one\ntw", answer.output().text());
        }
    }

    @Test
    void aLenientReadingTakesWhatCameAndItsRestIsNotTheNextAnswer() throws Exception {
        String rest = String.join(
                "\n", IntStream.range(0, 200).mapToObj(i -> "< late " + i).toList());
        try (Rehearsal rehearsal = Rehearsal.of(
                "> debug all",
                "< debug all",
                "< early",
                "~ 40000ms",
                "> show clock",
                rest,
                "< R1#show clock",
                "< noon",
                "< R1#\\",
                "> exit")) {
            Answer early = rehearsal.session().show("debug all", How.lenient());
            assertEquals(Outcome.ok(), early.outcome());
            assertEquals("early\n", early.output().text());
            assertEquals("no prompt within 30s", early.detail());
            assertEquals(
                    "noon",
                    rehearsal.session().show("show clock", How.plain()).output().text());
        }
    }

    @Test
    void aStepMayKnowMoreRefusals() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> show x", "< show x", "<   sorry, no x", "< R1#\\", "> exit")) {
            Answer answer = rehearsal.session().show("show x", How.refusedWhen("^\\s*sorry"));
            assertEquals(Status.REFUSED, answer.outcome().status());
            assertEquals("`show x` was rejected: sorry, no x", answer.outcome().message());
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleTellsSo() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> show x", "< show x", "< half a li\\")) {
            Answer answer = rehearsal.session().show("show x", How.plain());
            Failure failure = answer.outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.DISCONNECTED, failure.kind());
            assertEquals("the device closed the connection before `show x` ended", failure.message());
            assertEquals("half a li", answer.output().text());
        }
    }

    @Test
    void anAbortedSessionAnswersWithItsReason() throws Exception {
        var why = new Outcome.Cancelled("enough");
        try (Rehearsal rehearsal = Rehearsal.of()) {
            rehearsal.session().abort(why);
            rehearsal.session().abort(new Outcome.Cancelled("later"));
            assertEquals(why, rehearsal.session().show("show x", How.plain()).outcome());
            assertEquals(why, rehearsal.session().aborted());
        }
    }

    @Test
    void aHungCommandIsNotLoggedOutOfByTypingIntoIt() throws Exception {
        try (Rehearsal rehearsal =
                Rehearsal.of("> copy a b", "< copy a b", "< Destination filename [b]? \\", "~ 40000ms")) {
            assertEquals(
                    Status.TIMED_OUT,
                    rehearsal.session().show("copy a b", How.plain()).outcome().status());
        }
    }

    private static Move until(String... patterns) {
        return new Move.Until(List.of(patterns).stream().map(Pattern::compile).toList());
    }

    private static Answer hold(Rehearsal rehearsal, boolean strict, Move... moves) throws InterruptedException {
        return rehearsal.session().dialogue(List.of(moves), Duration.ofSeconds(5), strict);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aDialogueWaitsForAnyOfSeveralTextsAndHidesWhatIsSecret(int pieces) throws Exception {
        String[] recording = {"> enable", "< enable", "< Password: \\", "> s3cret", "< s3cret", "< R1#\\", "> exit"};
        try (Rehearsal rehearsal = Rehearsal.inPieces(pieces, recording)) {
            Answer answer = hold(
                    rehearsal,
                    true,
                    until(">", "#"),
                    new Move.Send("enable", false),
                    until("Password"),
                    new Move.Send("s3cret", true),
                    until("#", "denied"));
            assertEquals(Outcome.ok(), answer.outcome());
            assertEquals("#, Password, #", answer.detail());
            assertTrue(
                    !String.valueOf(answer.output().text()).contains("s3cret"),
                    () -> answer.output().display());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aDialogueGoesOnBehindWhatItFoundEvenInTheMiddleOfALine(int pieces) throws Exception {
        String[] recording = {"> go", "< go", "< one two three", "< four", "~ 40000ms"};
        try (Rehearsal rehearsal = Rehearsal.inPieces(pieces, recording)) {
            Answer answer =
                    hold(rehearsal, true, new Move.Send("go", false), until("one"), until("three"), until("four"));
            assertEquals("one, three, four", answer.detail());
            assertEquals(
                    "`one` did not come within 5s",
                    hold(rehearsal, true, until("one")).outcome().message(),
                    "what was found is used up");
        }
    }

    @Test
    void aDialogueSeesThePromptThatACommandLeft() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> show clock", "< show clock", "< noon", "< R1#\\", "> exit")) {
            assertEquals("#", hold(rehearsal, true, until("#")).detail());
            rehearsal.session().show("show clock", How.plain());
            assertEquals("#", hold(rehearsal, true, until("#")).detail());
        }
    }

    @Test
    void aTextThatNeverComesFailsAStrictDialogueAndEndsALenientOne() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> go", "< go", "< what?", "~ 60000ms")) {
            Answer strict = hold(rehearsal, true, new Move.Send("go", false), until("yes", "no"));
            Failure failure = strict.outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.PROMPT_TIMEOUT, failure.kind());
            assertEquals("`yes or no` did not come within 5s", failure.message());
            assertEquals("yes or no", failure.expected());
            assertEquals("R1#go\nwhat?\n", strict.output().text());
            Answer lenient = hold(rehearsal, false, until("yes"));
            assertEquals(Outcome.ok(), lenient.outcome());
            assertEquals("`yes` did not come within 5s", lenient.detail());
        }
    }

    @Test
    void aDialogueWithADeviceThatIsGoneSaysSo() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of("> go", "< go")) {
            Answer answer = hold(rehearsal, false, new Move.Send("go", false), until("yes"));
            assertEquals(
                    "the device closed the connection before `yes`",
                    answer.outcome().message());
        }
    }
}
