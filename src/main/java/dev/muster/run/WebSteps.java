package dev.muster.run;

import dev.muster.job.Step;
import dev.muster.job.Via;
import dev.muster.parse.Parsing;
import dev.muster.parse.RowPath;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.platform.Api;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.session.Answer;
import dev.muster.session.ApiSession;
import dev.muster.session.Change;
import dev.muster.session.HttpOrder;
import dev.muster.session.HttpSession;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps of one device that go over HTTP, and those that fall back from there to its command line. */
final class WebSteps {
    /** What leaves no doubt that the device has not done what it was asked. */
    private static final Set<FailureKind> NOT_REACHED = EnumSet.of(
            FailureKind.DNS,
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.CONNECTION_REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.TLS);

    private final DevicePlan device;
    private final DeviceSessions sessions;
    private final Sessions around;
    private final Consumer<String> notice;
    private @Nullable HttpSession http;
    private @Nullable Failure away;
    private boolean byApi;

    /** @param notice told when a device's API could not be reached */
    WebSteps(DevicePlan device, DeviceSessions sessions, Sessions around, Consumer<String> notice) {
        this.device = device;
        this.sessions = sessions;
        this.around = around;
        this.notice = notice;
    }

    /** Opens what a step by these ways needs first. */
    void ready(List<Via> via) throws DeviceException, InterruptedException {
        byApi = via.getFirst() == Via.API && !(away != null && via.contains(Via.CLI));
        if (!byApi) {
            sessions.needShell(false);
            return;
        }
        try {
            openHttp().admit("/");
        } catch (DeviceException e) {
            if (!via.contains(Via.CLI) || !isAway(e.failure(), false)) {
                throw e;
            }
            giveUp(e.failure());
            sessions.needShell(false);
        }
    }

    void readyHttp(PlannedStep.Http step) throws DeviceException, InterruptedException {
        HttpSession session = openHttp();
        if (step.credentials()) {
            session.admit(step.path());
        }
    }

    private HttpSession openHttp() throws DeviceException, InterruptedException {
        HttpSession session = sessions.need(HttpSession.class, () -> around.http(device));
        http = session;
        return session;
    }

    /** Whether requests can be made. */
    boolean isOpen() {
        return http != null && http.isOpen();
    }

    /** Whether the answer that came last is an API's. */
    boolean byApi() {
        return byApi;
    }

    Answer ask(PlannedStep.Http step) throws InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        step.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        RowPath rows = step.rows();
        Step.Pages pages = step.pages();
        return session()
                .ask(new HttpOrder(
                        step.method(),
                        step.path(),
                        headers,
                        step.body() == null ? null : step.body().reveal(),
                        step.status(),
                        step.limit(),
                        step.credentials(),
                        pages == null ? null : pages(pages, rows == null ? RowPath.TOP : rows)));
    }

    private static HttpOrder.Pages pages(Step.Pages pages, RowPath rows) {
        return switch (pages) {
            case Step.Pages.Link link -> new HttpOrder.Pages.Link(link.most());
            case Step.Pages.Next next -> new HttpOrder.Pages.Next(next.path(), next.most());
            case Step.Pages.Offset offset ->
                new HttpOrder.Pages.Offset(offset.offset(), offset.limit(), offset.size(), rows, offset.most());
        };
    }

    private HttpSession session() {
        return Objects.requireNonNull(http);
    }

    private ApiSession api() {
        Api api = Objects.requireNonNull(Objects.requireNonNull(device.web()).api());
        return new ApiSession(session(), device.platform(), api, device.enablePassword());
    }

    /** Something that is said to the command line. */
    interface ByCli {
        Answer say(String command) throws InterruptedException;
    }

    Answer show(PlannedStep.Show show, String command, ByCli cli) throws InterruptedException {
        if (show.via().getFirst() == Via.CLI) {
            return cli.say(command);
        }
        boolean structured = isStructured(show.options().parse());
        Answer answer = null;
        if (byApi) {
            answer = api().show(command, structured, show.options().refusedWhen(), show.limit());
        }
        return fallBack(
                show.via(),
                false,
                answer,
                () -> cli.say(typed(command, show.options().parse())));
    }

    Answer configure(PlannedStep.Configure configure, Change change, ByCli cli) throws InterruptedException {
        if (configure.via().getFirst() == Via.CLI) {
            return cli.say("");
        }
        Answer answer = byApi ? api().configure(change) : null;
        return fallBack(configure.via(), true, answer, () -> cli.say(""));
    }

    /** What the command line is told instead. */
    private interface Instead {
        Answer say() throws InterruptedException;
    }

    private Answer fallBack(List<Via> via, boolean changes, @Nullable Answer answer, Instead cli)
            throws InterruptedException {
        Failure failure = answer == null ? away : answer.outcome().failure();
        boolean fine = answer != null && (failure == null || !via.contains(Via.CLI) || !isAway(failure, changes));
        if (answer != null && fine) {
            return answer;
        }
        if (answer != null && failure != null) {
            giveUp(failure);
            try {
                sessions.needShell(false);
            } catch (DeviceException e) {
                return new Answer(new Outcome.Failed(e.failure()), Output.of(""), told());
            }
        }
        byApi = false;
        Answer instead = cli.say();
        String detail = instead.detail().isEmpty() ? told() : instead.detail() + "; " + told();
        return new Answer(instead.outcome(), instead.output(), detail);
    }

    private String told() {
        return "by cli, not by api" + (away == null ? "" : ": " + away);
    }

    /** A server that does not know the path has no API; nobody tries it again for this device. */
    private static boolean isAway(Failure failure, boolean changes) {
        boolean unknown = failure.kind() == FailureKind.HTTP_STATUS
                && failure.message().matches("(?s).* was answered (404|501|503)\\b.*");
        boolean lost = !changes && failure.kind() == FailureKind.DISCONNECTED;
        return NOT_REACHED.contains(failure.kind()) || unknown || lost;
    }

    private void giveUp(Failure failure) {
        if (away == null) {
            away = failure;
            byApi = false;
            notice.accept("commands go by cli, not by api: " + failure);
        }
    }

    /** Whether JSON is wanted, and not the command line's text. */
    private static boolean isStructured(@Nullable Parsing parsing) {
        return parsing instanceof Parsing.Json
                || parsing instanceof Parsing.Document
                || parsing instanceof Parsing.Normalized;
    }

    private String typed(String command, @Nullable Parsing parsing) {
        Api api = device.platform().api();
        boolean json = parsing instanceof Parsing.Json || parsing instanceof Parsing.Document;
        return json && api != null && api.json() != null ? api.json().replace("{command}", command) : command;
    }
}
