package dev.muster.session;

import dev.muster.platform.Api;
import dev.muster.platform.Commit;
import dev.muster.platform.Configuration;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.Save;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands sent over the HTTP API of a device; results have the shape of those from the command line. */
public final class ApiSession {
    private final HttpSession http;
    private final Platform platform;
    private final ApiTalk talk;
    private final String kind;

    /** @param api the platform's, as the device has it */
    public ApiSession(HttpSession http, Platform platform, Api api, @Nullable Secret enablePassword) {
        this.http = http;
        this.platform = platform;
        this.kind = api.kind().label();
        this.talk = switch (api.kind()) {
            case EAPI -> new Eapi(api, enablePassword);
            case NXAPI -> new NxApi(api);
            case JSONRPC -> new CliRpc(api);
            case REST -> new RestApi(api);
        };
    }

    /**
     * What a command shows.
     *
     * @param structured whether the answer is to be JSON, and not the command line's text
     * @param refusedWhen lines by which a device rejects a command, beside the platform's
     */
    public Answer show(String command, boolean structured, List<Pattern> refusedWhen, Duration limit)
            throws InterruptedException {
        return doing(() -> {
            ApiTalk.Told told = told(talk.show(command, structured, limit), List.of(command));
            String refusal = told.refusal();
            if (refusal == null && !structured) {
                refusal = refusal(command, told.output(), refusedWhen);
            }
            return answer(told.output(), refusal);
        });
    }

    /** Some APIs answer in text, and well, what the command line would call a mistake. */
    private @Nullable String refusal(String command, String output, List<Pattern> refusedWhen) {
        var patterns = new ArrayList<>(platform.refusals());
        patterns.addAll(refusedWhen);
        return output.lines()
                .limit(40)
                .filter(line -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(line).find()))
                .findFirst()
                .map(line -> "`" + command + "` was rejected: " + line.strip())
                .orElse(null);
    }

    /** Makes a change by one request; the output is its lines and what the device said. */
    public Answer configure(Change change) throws InterruptedException {
        return doing(() -> {
            var lines = new ArrayList<String>();
            Mode session = session(change);
            String enter = session == null ? mode() : named(session.enter(), change);
            if (talk.entersModes()) {
                lines.add(enter);
            }
            lines.addAll(change.lines());
            if (session != null) {
                Commit commit = platform.commit();
                lines.add(commit == null ? "commit" : commit.command());
            }
            ApiTalk.Told told = told(talk.configure(lines, change.limit()), lines);
            String shown = String.join("\n", change.lines());
            String output = told.output().isBlank() ? shown : shown + "\n" + told.output();
            if (told.refusal() != null) {
                String abort = session == null ? null : session.abort();
                String left = abort == null ? "" : dropped(List.of(enter, abort), change.limit());
                return answer(output, told.refusal() + left);
            }
            Save saving = platform.saving();
            return change.save() && saving != null ? saved(output, saving, change.limit()) : answer(output, null);
        });
    }

    /** Drops the session of a refused change; why that failed, or nothing. */
    private String dropped(List<String> drop, Duration limit) throws DeviceException, InterruptedException {
        ApiTalk.Told told = afterwards(talk.configure(drop, limit), drop);
        return told.refusal() == null ? "" : "; the session was not dropped: " + told.refusal();
    }

    /** Keeps a change that is made. */
    private Answer saved(String output, Save saving, Duration atLeast) throws DeviceException, InterruptedException {
        Duration limit = saving.limit() != null && saving.limit().compareTo(atLeast) > 0 ? saving.limit() : atLeast;
        ApiTalk.Told saved = afterwards(talk.save(saving.commands(), limit), saving.commands());
        String all = output + "\n" + String.join("\n", saving.commands()) + "\n" + saved.output();
        String why = saved.refusal();
        return answer(all.strip(), why == null ? null : "the change is made, but not saved: " + why);
    }

    /** After the change even an API that has gone away is no reason to make it again by other means. */
    private ApiTalk.Told afterwards(HttpOrder order, List<String> sent) throws DeviceException, InterruptedException {
        try {
            return told(order, sent);
        } catch (DeviceException e) {
            if (http.aborted() != null) {
                throw e;
            }
            return new ApiTalk.Told("", e.failure().message());
        }
    }

    private @Nullable Mode session(Change change) {
        Configuration configuration = platform.configuration();
        return change.session() == null || configuration == null || configuration.session() == null
                ? null
                : platform.mode(configuration.session());
    }

    private String mode() {
        Configuration configuration = platform.configuration();
        Mode mode = configuration == null ? null : platform.mode(configuration.mode());
        return mode == null || mode.enter() == null ? "configure" : mode.enter();
    }

    private static String named(@Nullable String enter, Change change) {
        return String.valueOf(enter).replace("{name}", String.valueOf(change.session()));
    }

    private ApiTalk.Told told(HttpOrder order, List<String> sent) throws DeviceException, InterruptedException {
        HttpSession.Reply reply = http.exchange(order, () -> HttpBody.small(http.store()));
        String body = reply.body().text();
        Failure failure = HttpVerdict.of(order, reply.head(), body);
        if (failure == null) {
            return talk.read(sent, body);
        }
        // some versions answer a rejected command with an error status and say in the body which it was
        boolean mayTell =
                reply.head().status() / 100 >= 4 && body.stripLeading().matches("(?s)[{\\[].*");
        if (mayTell && reply.head().status() != 401) {
            try {
                ApiTalk.Told told = talk.read(sent, body);
                if (told.refusal() != null) {
                    return told;
                }
            } catch (DeviceException e) {
                throw new DeviceException(failure);
            }
        }
        throw new DeviceException(failure);
    }

    /** A command or change that may fail. */
    private interface Doing {
        Answer run() throws DeviceException, InterruptedException;
    }

    private Answer doing(Doing doing) throws InterruptedException {
        try {
            return doing.run();
        } catch (DeviceException e) {
            return http.failed(e.failure());
        }
    }

    private Answer answer(String text, @Nullable String refusal) throws DeviceException {
        HttpBody body = HttpBody.large(http.store());
        body.take(text.getBytes(StandardCharsets.UTF_8));
        Output output = body.finish();
        if (refusal == null) {
            return new Answer(Outcome.ok(), output, "by " + kind);
        }
        Failure failure = Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, refusal)
                .withEvidence(null, text.isBlank() ? refusal : text);
        return new Answer(new Outcome.Failed(failure), output, "by " + kind);
    }
}
