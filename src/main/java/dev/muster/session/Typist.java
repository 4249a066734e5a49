package dev.muster.session;

import dev.muster.platform.Dialog;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.session.Prompts.Prompt;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Types lines as a person does and keeps the whole dialogue as its output: what stood on the line, what was typed, what came.
 * Questions that the platform knows are answered.
 */
final class Typist {
    private final Conversation talk;
    private final OutputText text;
    private final Questions questions;

    Typist(Conversation talk, OutputText text, Account account) {
        this.talk = talk;
        this.text = text;
        this.questions = new Questions(talk, account);
    }

    /** Types a line and waits for the prompt. */
    Typed type(String line, List<Dialog> dialogs, Duration limit) throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        text.line(talk.tail() + line);
        var answer = new Kept(text);
        Questions.Asked asked = questions.await(line, talk.send(line), dialogs, answer, by);
        if (asked.ending() instanceof Ending.Prompted prompted) {
            return typed(prompted.prompt(), answer, asked.then());
        }
        throw new DeviceException(unanswered(line, asked.ending(), limit));
    }

    private Typed typed(Prompt prompt, Kept answer, @Nullable String then) {
        talk.accept(prompt);
        return new Typed(prompt, answer.lines, then);
    }

    /** Types lines that the device reads raw, without a prompt between them, and waits for the prompt after the last. */
    Typed typeRaw(List<String> lines, Duration limit) throws DeviceException, InterruptedException {
        String standing = talk.tail();
        for (String line : lines.subList(0, lines.size() - 1)) {
            text.line(standing + line);
            talk.type(line);
            standing = "";
        }
        // their echoes come in one piece; only the last line's ends in a prompt
        String last = lines.getLast();
        text.line(last);
        var answer = new Kept(LineSink.NOTHING);
        Ending ending = talk.await(talk.send(last), List.of(), answer, Deadline.in(limit));
        if (ending instanceof Ending.Prompted prompted) {
            return typed(prompted.prompt(), answer, null);
        }
        throw new DeviceException(unanswered(last, ending, limit));
    }

    /** Passes lines on and keeps the first and the last of them. */
    private static final class Kept implements LineSink {
        private static final int MOST = 200;

        private final List<String> lines = new ArrayList<>();
        private final LineSink sink;

        Kept(LineSink sink) {
            this.sink = sink;
        }

        @Override
        public void line(String line) throws DeviceException {
            sink.line(line);
            if (lines.size() == MOST) {
                lines.remove(MOST / 2);
            }
            lines.add(line);
        }
    }

    /** Holds a dialogue turn by turn, and waits for the prompt at its end; gives the prompt and the endings that came. */
    Held hold(List<Turn> turns, Duration limit) throws DeviceException, InterruptedException {
        var came = new ArrayList<String>();
        Deadline by = Deadline.in(limit);
        Prompt prompt = null;
        Echo echo = Echo.nothingSent();
        for (Turn turn : turns) {
            echo = send(turn);
            var seen = new Watch(turn.expect(), text);
            Ending ending = talk.await(echo, turn.expect(), seen, by);
            prompt = ending instanceof Ending.Prompted prompted ? prompted.prompt() : null;
            String found = ending instanceof Ending.Matched matched
                    ? turn.expect().get(matched.index()).pattern()
                    : seen.found();
            if (prompt == null && !(ending instanceof Ending.Matched)) {
                throw new DeviceException(unanswered(shown(turn), ending, limit));
            }
            if (found == null && !turn.expect().isEmpty()) {
                throw new DeviceException(unexpected(turn));
            }
            if (found != null) {
                came.add(found);
            }
        }
        if (prompt == null) {
            Ending ending = talk.await(echo, List.of(), text, by);
            if (!(ending instanceof Ending.Prompted prompted)) {
                throw new DeviceException(unanswered("the end of the dialogue", ending, limit));
            }
            prompt = prompted.prompt();
        }
        return new Held(prompt, came);
    }

    /** How a dialogue ended. */
    record Held(Prompt prompt, List<String> came) {}

    private static String shown(Turn turn) {
        return turn.hidden() ? "********" : turn.text();
    }

    private Echo send(Turn turn) throws DeviceException {
        text.line(talk.tail() + shown(turn));
        if (turn.hidden()) {
            text.hide(turn.text());
            talk.hide(turn.text());
            return talk.sendUnseen(turn.text());
        }
        return talk.send(turn.text());
    }

    /** Passes lines on and notices whether one of the endings stands in them: not every ending is the last line. */
    private static final class Watch implements LineSink {
        private final List<Pattern> endings;
        private final LineSink sink;
        private @Nullable String found;

        Watch(List<Pattern> endings, LineSink sink) {
            this.endings = endings;
            this.sink = sink;
        }

        @Override
        public void line(String line) throws DeviceException {
            sink.line(line);
            for (Pattern ending : endings) {
                if (found == null && ending.matcher(line).find()) {
                    found = ending.pattern();
                }
            }
        }

        @Nullable
        String found() {
            return found;
        }
    }

    private Failure unexpected(Turn turn) {
        String wanted =
                String.join(" or ", turn.expect().stream().map(Pattern::pattern).toList());
        return Failure.of(
                        FailureKind.REFUSED_COMMAND,
                        Stage.STEP,
                        "`" + shown(turn) + "` was not answered with `" + wanted + "`; the prompt came instead")
                .withEvidence(wanted, talk.recent())
                .withHint("compare `expect` with what was received");
    }

    private Failure unanswered(String line, Ending ending, Duration limit) {
        boolean closed = ending instanceof Ending.Closed;
        Failure failure = Failure.of(
                closed ? FailureKind.DISCONNECTED : FailureKind.COMMAND_TIMEOUT,
                Stage.STEP,
                closed
                        ? talk.closed() + " after `" + line + "`"
                        : "`" + line + "` did not end within " + Durations.text(limit));
        return failure.withEvidence(talk.expected(), talk.recent());
    }
}
