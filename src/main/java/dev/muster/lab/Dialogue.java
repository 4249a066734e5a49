package dev.muster.lab;

import dev.muster.lab.Effect.Question;
import dev.muster.lab.Terminal.End;
import dev.muster.lab.Terminal.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands ask their user, or look up, before they go on. */
final class Dialogue {
    private static final int MOST_QUESTIONS = 5;

    private final Station station;
    private final SessionState state;
    private final Terminal terminal;

    Dialogue(Station station, SessionState state, Terminal terminal) {
        this.station = station;
        this.state = state;
        this.terminal = terminal;
    }

    private Duration latency() {
        return station.device().latency();
    }

    /** What the answer to a question does; null when the command ends here. */
    @Nullable
    List<Effect> ask(Effect.Ask ask) throws HungUp {
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            terminal.prompt(state.fill(ask.question()));
            Typed typed = terminal.readLine(true);
            station.log(typed.text());
            terminal.pause(latency());
            if (typed.end() != End.ENTER) {
                return null;
            }
            if (ask.answers().isEmpty()) {
                state.learn(
                        "answer",
                        typed.text().isBlank() ? ask.otherwise() : typed.text().strip());
                return List.of();
            }
            List<Effect> effects = answer(ask, typed.text().strip());
            if (effects != null) {
                return effects;
            }
        }
        return null;
    }

    private static @Nullable List<Effect> answer(Effect.Ask ask, String typed) {
        String given = (typed.isEmpty() ? ask.otherwise() : typed).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, List<Effect>> answer : ask.answers().entrySet()) {
            if (!given.isEmpty() && answer.getKey().toLowerCase(Locale.ROOT).startsWith(given)) {
                return answer.getValue();
            }
        }
        return null;
    }

    /** Carries out an effect; false when the command ends here. */
    boolean carryOut(Question question) throws HungUp {
        return switch (question) {
            case Effect.Confirm confirm -> confirms(confirm);
            case Effect.Secret secret -> knowsSecret(secret);
            case Effect.CheckMask check -> maskIsGood(check);
            case Effect.CheckFile check -> fileIsThere(check);
            case Effect.RawLines lines -> readLines(lines);
        };
    }

    private boolean confirms(Effect.Confirm confirm) throws HungUp {
        terminal.say(state.fill(confirm.question()));
        int key = terminal.key();
        boolean yes = key == '\r' || key == '\n' || key == 'y' || key == 'Y';
        terminal.say((key > ' ' && key < 0x7f ? String.valueOf((char) key) : "") + "\n");
        terminal.pause(latency());
        return yes || confirm.any();
    }

    private boolean knowsSecret(Effect.Secret secret) throws HungUp {
        boolean never = station.device().has(LabFault.NO_ENABLE);
        String expected = station.device().enablePassword();
        if (expected.isEmpty() && !never) {
            return true;
        }
        for (int i = 0; i < secret.tries(); i++) {
            terminal.say(secret.question());
            Typed typed = terminal.readLine(false);
            terminal.pause(latency());
            if (typed.end() != End.ENTER) {
                return false;
            }
            if (!never && typed.text().equals(expected)) {
                return true;
            }
        }
        terminal.showLines(secret.denied());
        return false;
    }

    private boolean maskIsGood(Effect.CheckMask check) throws HungUp {
        long bits = Slots.bits(state.argument("mask"));
        if (Slots.isMask(bits)) {
            return true;
        }
        state.learn("hex", String.format(Locale.ROOT, "%08X", bits));
        terminal.showLines(state.fill(check.refusal()));
        return false;
    }

    private boolean fileIsThere(Effect.CheckFile check) throws HungUp {
        String name = state.fill(check.file());
        try {
            LabFiles files = station.files();
            if (!files.has(name)) {
                terminal.showLines(state.fill(check.refusal()));
                return false;
            }
            state.learn("bytes", String.valueOf(files.size(name)));
            state.learn("md5", files.checksum(name, "MD5"));
            state.learn("sha256", files.checksum(name, "SHA-256"));
            state.learn("sha512", files.checksum(name, "SHA-512"));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the lab cannot be read", e);
        }
    }

    /** The first character of the text, or {@code ^} and the letter behind it, is what the text ends with. */
    private boolean readLines(Effect.RawLines lines) throws HungUp {
        String text = state.argument("text");
        String end = lines.end();
        if (end == null) {
            end = text.startsWith("^") && text.length() > 1 ? text.substring(0, 2) : text.substring(0, 1);
            if (text.indexOf(end, end.length()) >= 0) {
                return true;
            }
        }
        terminal.showLines(state.fill(lines.message()).replace("${delimiter}", end));
        for (; ; ) {
            Typed typed = terminal.readLine(true);
            if (typed.end() != End.ENTER) {
                return false;
            }
            state.extend("\n" + typed.text());
            if (lines.end() == null
                    ? typed.text().contains(end)
                    : typed.text().strip().equals(end)) {
                return true;
            }
        }
    }
}
