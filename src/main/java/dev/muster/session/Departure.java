package dev.muster.session;

import dev.muster.platform.Dialog;
import dev.muster.platform.Platform;
import dev.muster.platform.Save;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.session.Leaving.How;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Has a device end the session: types, answers questions and waits until the connection is closed. */
final class Departure {
    private final Platform platform;
    private final Conversation talk;
    private final OutputText text;
    private final Account account;
    private final List<String> answer = new ArrayList<>();
    private How how = How.STAYED;

    Departure(Platform platform, Conversation talk, OutputText text, Account account) {
        this.platform = platform;
        this.talk = talk;
        this.text = text;
        this.account = account;
    }

    /** How the session stands, also after a failure. */
    How how() {
        return how;
    }

    /** @throws DeviceException when the device refused, or did not end the session in time */
    void run(Leaving order) throws DeviceException, InterruptedException {
        if (order.save()) {
            save(order.limit());
        }
        Deadline by = Deadline.in(order.limit());
        Ending ending = null;
        for (Turn turn : order.turns()) {
            ending = take(turn, order.dialogs(), by);
            if (ending instanceof Ending.Closed) {
                how = How.CLOSED;
                return;
            }
            if (ending instanceof Ending.Late) {
                throw silent(turn, order.limit());
            }
        }
        String last = shown(order.turns().getLast());
        if (ending instanceof Ending.Prompted) {
            refuseRefusal(last);
        }
        if (talk.closes(text, Deadline.in(order.going()))) {
            how = How.CLOSED;
            return;
        }
        throw failure(
                FailureKind.COMMAND_TIMEOUT,
                "the device did not close the connection within " + Durations.text(order.going()) + " of `" + last
                        + "`");
    }

    private void save(Duration limit) throws DeviceException, InterruptedException {
        Save saving = platform.saving();
        if (saving == null) {
            return;
        }
        var typist = new Typist(talk, text, account);
        Duration most = saving.limit() != null && saving.limit().compareTo(limit) > 0 ? saving.limit() : limit;
        for (String command : saving.commands()) {
            String refusal = typist.type(command, saving.dialogs(), most).first(platform.refusals());
            if (refusal != null) {
                throw failure(
                        FailureKind.REFUSED_COMMAND,
                        "the configuration could not be saved, so nothing more was done: `" + command + "`: "
                                + refusal);
            }
        }
    }

    private static String shown(Turn turn) {
        return turn.hidden() ? "********" : turn.text();
    }

    /** Sends a line and answers what the platform knows, until something else comes. */
    private Ending take(Turn turn, List<Dialog> dialogs, Deadline by) throws DeviceException, InterruptedException {
        text.line(talk.tail() + shown(turn));
        if (turn.hidden()) {
            text.hide(turn.text());
            talk.hide(turn.text());
        }
        Echo echo = turn.hidden() ? talk.sendUnseen(turn.text()) : talk.send(turn.text());
        var endings = new ArrayList<Pattern>(turn.expect());
        int first = endings.size();
        var known = new ArrayList<>(dialogs);
        known.forEach(dialog -> endings.add(dialog.match()));
        while (true) {
            Ending ending = talk.await(echo, endings, this::keep, by);
            boolean question = ending instanceof Ending.Matched matched && matched.index() >= first;
            if (!question || !(ending instanceof Ending.Matched matched)) {
                return ending;
            }
            // each question once: a device that asks the same again did not like the answer
            Dialog dialog = known.remove(matched.index() - first);
            endings.remove(matched.index());
            echo = answer(dialog);
        }
    }

    private Echo answer(Dialog dialog) throws DeviceException {
        String filled = account.fill(dialog.answer());
        boolean hidden = account.isSecret(dialog.answer());
        text.line(talk.tail() + (hidden ? "********" : filled));
        if (!dialog.newline()) {
            return talk.press(filled);
        }
        return hidden ? talk.sendUnseen(filled) : talk.send(filled);
    }

    private void keep(String line) throws DeviceException {
        text.line(line);
        if (answer.size() < 200) {
            answer.add(line);
        }
    }

    private void refuseRefusal(String command) throws DeviceException {
        for (String line : answer) {
            for (Pattern refusal : platform.refusals()) {
                if (refusal.matcher(line).find()) {
                    throw failure(FailureKind.REFUSED_COMMAND, "`" + command + "` was rejected: " + line.strip());
                }
            }
        }
    }

    private DeviceException silent(Turn turn, Duration limit) {
        how = How.SILENT;
        return failure(
                FailureKind.COMMAND_TIMEOUT,
                "after `" + shown(turn) + "` the device neither closed the connection nor showed its prompt within "
                        + Durations.text(limit));
    }

    private DeviceException failure(FailureKind kind, String message) {
        return new DeviceException(Failure.of(kind, Stage.STEP, message).withEvidence(null, talk.recent()));
    }
}
