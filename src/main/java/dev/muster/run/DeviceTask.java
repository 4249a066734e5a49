package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceException;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.result.Timing;
import dev.muster.scope.Event;
import dev.muster.scope.Timers;
import dev.muster.session.CliSession;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Talks to one device within its limit: log in, run the steps, log out. */
final class DeviceTask implements Task {
    private final DevicePlan device;
    private final Sessions sessions;
    private final Stop stop;
    private final Timers timers;
    private final StepWatch watch;

    DeviceTask(DevicePlan device, Sessions sessions, Stop stop, Timers timers, StepWatch watch) {
        this.device = device;
        this.sessions = sessions;
        this.stop = stop;
        this.timers = timers;
        this.watch = watch;
    }

    @Override
    public DeviceResult run(Opening opening) {
        try {
            var shell = new RenewableSession(() -> sessions.of(device), device.limits());
            var session = new DeviceSessions(shell, opening);
            var over = new Event();
            Consumer<Outcome> abort = why -> {
                session.abort(why);
                over.happen();
            };
            var rows = new AnswerRows(sessions.parser(), device, over, opening.clock());
            Duration limit = device.limits().device();
            Outcome outcome;
            StepSequence steps;
            try (DeviceClock deadline = new DeviceClock(timers, limit, () -> abort.accept(tooLong(limit)));
                    Stop.Watch end = stop.watch(abort, over::happen)) {
                steps = new StepSequence(
                        device, new Upkeep(device, session, sessions, deadline), stop, over, watch, rows);
                outcome = converse(session, steps, opening);
            }
            return result(shell.known(), steps, outcome);
        } catch (RuntimeException | Error e) {
            return NotRun.of(device, NotRun.bug(e), 1);
        }
    }

    private static Outcome tooLong(Duration limit) {
        return new Outcome.Failed(
                Failure.of(FailureKind.DEVICE_LIMIT, Stage.STEP, "not finished within " + Durations.text(limit)));
    }

    private static Outcome converse(DeviceSessions session, StepSequence steps, Opening opening) {
        try (session) {
            try {
                steps.begin();
                opening.clock().enter(Phase.STEPS);
                return aborted(session, steps.run());
            } catch (DeviceException e) {
                return aborted(session, new Outcome.Failed(e.failure()));
            } finally {
                opening.clock().enter(Phase.CLOSE);
            }
        } catch (InterruptedException e) {
            return aborted(session, new Outcome.Cancelled("interrupted"));
        } catch (RuntimeException | Error e) {
            return aborted(session, NotRun.bug(e));
        }
    }

    /** What a device met because its session was ended from outside is not what ended it. */
    private static Outcome aborted(DeviceSessions session, Outcome otherwise) {
        Outcome why = session.aborted();
        return why == null ? otherwise : why;
    }

    private DeviceResult result(CliSession session, StepSequence steps, Outcome outcome) {
        return new DeviceResult(
                device.index(),
                device.name(),
                device.host(),
                device.platform().id(),
                device.site(),
                session.hostname(),
                session.prompt(),
                session.mode(),
                outcome,
                1,
                Timing.none(Instant.now()),
                steps.results(outcome));
    }
}
