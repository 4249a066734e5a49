package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.platform.Reloading;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import dev.muster.session.CliSession;
import dev.muster.session.Leaving;
import dev.muster.session.Reading;
import dev.muster.session.Turn;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Starts a device again: sees it go, waits until somebody can log in, and looks whether it really was started. */
final class Restart {
    /** How long a device may take to go down once it has said that it will. */
    private static final Duration GOING = Duration.ofMinutes(2);

    private final DevicePlan device;
    private final RenewableSession sessions;
    private final PlannedStep.Reload step;
    private final Reloading.@Nullable Uptime known;
    private @Nullable Uptime before;

    Restart(DevicePlan device, RenewableSession sessions, PlannedStep.Reload step) {
        this.device = device;
        this.sessions = sessions;
        this.step = step;
        Reloading reloading = device.platform().reloading();
        this.known = reloading == null ? null : reloading.uptime();
    }

    Answer run() throws InterruptedException {
        if (step.command().isEmpty()) {
            return new Answer(
                    new Outcome.Failed(Failure.of(
                            FailureKind.REFUSED_COMMAND,
                            Stage.STEP,
                            "platform " + device.platform().id()
                                    + " names no command that starts it again; nothing was sent")),
                    Output.of(""),
                    "");
        }
        before = uptime(sessions.current());
        Reloading reloading = device.platform().reloading();
        Duration going = GOING.compareTo(step.patience()) < 0 ? GOING : step.patience();
        var leaving = new Leaving(
                step.save(),
                List.of(new Turn(step.command(), false, List.of())),
                reloading == null ? List.of() : reloading.dialogs(step.save()),
                step.limit(),
                going);
        Leaving.Left left = sessions.current().leave(leaving);
        Outcome outcome = left.answer().outcome();
        boolean stays = left.how() == Leaving.How.STAYED && !isLate(outcome);
        if (sessions.aborted() != null || stays) {
            return left.answer();
        }
        try {
            return back(left);
        } catch (DeviceException e) {
            Outcome why = sessions.aborted();
            return new Answer(
                    why == null ? new Outcome.Failed(e.failure()) : why,
                    left.answer().output(),
                    "");
        }
    }

    private static boolean isLate(Outcome outcome) {
        Failure failure = outcome.failure();
        return failure != null && failure.kind() == FailureKind.COMMAND_TIMEOUT;
    }

    private Answer back(Leaving.Left left) throws DeviceException, InterruptedException {
        boolean closed = left.how() == Leaving.How.CLOSED;
        long gone = System.nanoTime();
        var login = new Relogin(sessions, "`" + step.command() + "`", step.patience());
        while (true) {
            CliSession session = login.next();
            Duration away = Duration.ofNanos(System.nanoTime() - gone);
            Uptime now = uptime(session);
            if (isRestarted(now, closed || login.wasAway(), away.plus(step.limit()))) {
                return new Answer(Outcome.ok(), left.answer().output(), detail(away, now, login.wasAway()));
            }
            boolean stillGoing = closed && !login.wasAway() && away.compareTo(GOING) < 0;
            if (!stillGoing) {
                throw notRestarted(left, now, login.wasAway());
            }
        }
    }

    /** Where the device does not tell, what was seen of it must do. */
    private boolean isRestarted(@Nullable Uptime now, boolean seenGone, Duration since) {
        Uptime then = before;
        return (then == null || now == null) ? seenGone : now.showsRestart(then, since);
    }

    private String detail(Duration away, @Nullable Uptime now, boolean wasAway) {
        String told = "logged in again after " + away.toSeconds() + " s";
        if (before != null && now != null) {
            return told + ", uptime " + now.text();
        }
        return wasAway
                ? told
                : told + "; whether it was started again is not known (platform "
                        + device.platform().id() + " names no `uptime`)";
    }

    private DeviceException notRestarted(Leaving.Left left, @Nullable Uptime now, boolean wasAway) {
        Failure failure = left.answer().outcome().failure();
        String received = failure == null ? null : failure.lastOutput();
        return new DeviceException(Failure.of(
                        FailureKind.COMMAND_TIMEOUT,
                        Stage.STEP,
                        "the device was not started again by `" + step.command() + "`: it "
                                + (wasAway ? "was away and can be logged in to" : "can be logged in to all along")
                                + (now == null ? "" : ", and its uptime is " + now.text())
                                + (failure == null ? "" : "; " + failure.message()))
                .withEvidence(null, received)
                .withHint("the last output may show a question that the platform's `reload` does not know; raise"
                        + " `limit:` of the step if the device needs longer than "
                        + Durations.text(step.limit()) + " to answer"));
    }

    private @Nullable Uptime uptime(CliSession session) throws InterruptedException {
        if (known == null) {
            return null;
        }
        Answer answer = session.show(known.command(), new Reading(step.limit(), true, true, true, null, List.of()));
        String text = answer.outcome() instanceof Outcome.Ok ? answer.output().text() : null;
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            Matcher found = known.match().matcher(line);
            if (found.find()) {
                return new Uptime(found.group(1).strip());
            }
        }
        return null;
    }
}
