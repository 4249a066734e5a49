package dev.muster.session;

import dev.muster.platform.Dialog;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for what ends the answer to a line, and answers the questions on the way that the platform knows. */
final class Questions {
    /** A device that asks again and again gets no more answers than this for one line. */
    private static final int MOST = 10;

    private final Conversation talk;
    private final Account account;

    Questions(Conversation talk, Account account) {
        this.talk = talk;
        this.account = account;
    }

    /**
     * How an answer ended.
     *
     * @param ending never a match
     * @param then a command that explains a question which was answered, or null
     */
    record Asked(Ending ending, @Nullable String then) {}

    /** Waits; questions and their answers go to the sink as they look on a screen. */
    Asked await(String line, Echo sent, List<Dialog> dialogs, LineSink sink, Deadline by)
            throws DeviceException, InterruptedException {
        List<Dialog> known =
                dialogs.stream().filter(dialog -> dialog.appliesTo(line)).toList();
        List<Pattern> questions = known.stream().map(Dialog::match).toList();
        Echo echo = sent;
        String then = null;
        for (int asked = 0; asked <= MOST; asked++) {
            Ending ending = talk.await(echo, questions, sink, by);
            if (!(ending instanceof Ending.Matched matched)) {
                return new Asked(ending, then);
            }
            Dialog dialog = known.get(matched.index());
            then = dialog.then() == null ? then : dialog.then();
            echo = answer(dialog, sink);
        }
        throw new DeviceException(
                Failure.of(FailureKind.COMMAND_TIMEOUT, Stage.STEP, "`" + line + "` asks again and again")
                        .withEvidence(talk.expected(), talk.recent()));
    }

    private Echo answer(Dialog dialog, LineSink sink) throws DeviceException {
        String answer = account.fill(dialog.answer());
        boolean hidden = account.isSecret(dialog.answer());
        sink.line(talk.tail() + (hidden ? "********" : answer));
        if (!dialog.newline()) {
            return talk.press(answer);
        }
        return hidden ? talk.sendUnseen(answer) : talk.send(answer);
    }
}
