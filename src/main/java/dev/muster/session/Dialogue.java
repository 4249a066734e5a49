package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue by hand: waits for texts anywhere in what comes, as a person at a terminal does; what stands before the end
 * of a match is used up.
 */
final class Dialogue {
    private final Conversation talk;
    /** The line in which the last match ended, when it is whole: its rest is still to be looked at. */
    private @Nullable String whole;

    private int position;

    Dialogue(Conversation talk) {
        this.talk = talk;
    }

    /** Begins at the start of the current line, as after a command. */
    void rewind() {
        whole = null;
        position = 0;
    }

    /** Makes the moves in order; gives which endings came. */
    List<String> hold(List<Move> moves, OutputText text, Duration limit) throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        var matched = new ArrayList<String>();
        for (Move move : moves) {
            switch (move) {
                case Move.Send send -> {
                    if (send.hidden()) {
                        text.hide(send.text());
                        talk.hide(send.text());
                    }
                    talk.type(send.text());
                }
                case Move.Until until -> matched.add(until(until.endings(), text, by, limit));
            }
        }
        return matched;
    }

    private String until(List<Pattern> endings, LineSink sink, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        LineReader reader = talk.byHand();
        while (true) {
            Pattern found = whole == null ? null : find(endings, whole);
            for (String line = nextLine(found); line != null; line = nextLine(found)) {
                sink.line(line);
                whole = line;
                found = find(endings, line);
            }
            found = found == null ? find(endings, reader.tail()) : found;
            if (found != null) {
                return found.pattern();
            }
            switch (talk.fill(by)) {
                case BYTES -> {}
                case END -> throw new DeviceException(closedBefore(endings));
                case DEADLINE -> throw new DeviceException(late(endings, limit));
            }
        }
    }

    private @Nullable String nextLine(@Nullable Pattern found) {
        if (found != null) {
            return null;
        }
        String line = talk.byHand().nextLine();
        if (whole != null) {
            rewind();
        }
        return line;
    }

    /** The ending that comes first from the position on, which then is behind it; else null. */
    private @Nullable Pattern find(List<Pattern> endings, String text) {
        Pattern first = null;
        int least = Integer.MAX_VALUE;
        int end = position;
        for (Pattern ending : endings) {
            Matcher matcher = ending.matcher(text);
            if (matcher.find(Math.min(position, text.length()))
                    && matcher.end() > position
                    && matcher.start() < least) {
                least = matcher.start();
                first = ending;
                end = matcher.end();
            }
        }
        position = end;
        return first;
    }

    private Failure closedBefore(List<Pattern> endings) {
        String wanted = wanted(endings);
        return Failure.of(FailureKind.DISCONNECTED, Stage.STEP, talk.closed() + " before `" + wanted + "`")
                .withEvidence(wanted, talk.recent());
    }

    private Failure late(List<Pattern> endings, Duration limit) {
        String wanted = wanted(endings);
        return Failure.of(
                        FailureKind.PROMPT_TIMEOUT,
                        Stage.STEP,
                        "`" + wanted + "` did not come within " + Durations.text(limit))
                .withEvidence(wanted, talk.recent())
                .withHint("compare `until` with what was received, or raise `limit:` of the step");
    }

    private static String wanted(List<Pattern> endings) {
        return String.join(" or ", endings.stream().map(Pattern::pattern).toList());
    }
}
