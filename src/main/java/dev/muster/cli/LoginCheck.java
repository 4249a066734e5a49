package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Event;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.session.Account;
import dev.muster.session.CliSession;
import dev.muster.session.OutputStore;
import dev.muster.transport.Connector;
import dev.muster.transport.Login;
import dev.muster.transport.LoginGate;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import dev.muster.transport.Way;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Logs in, learns the prompt and leaves. Only so many log in at once; those that wait for an answer keep nobody out. */
final class LoginCheck {
    private static final OutputStore NOTHING = new OutputStore() {
        @Override
        public Place open() throws IOException {
            throw new IOException("a check keeps no output");
        }

        @Override
        public long memoryLimit() {
            return 1 << 20;
        }

        @Override
        public long limit() {
            return 1 << 20;
        }
    };

    private final Permits permits;
    private final Event end;

    /** What the logins of a check share. */
    record Tools(Connector connector, Timers timers) {}

    LoginCheck(Permits permits, Event end) {
        this.permits = permits;
        this.end = end;
        end.then(permits::close);
    }

    /** The prompt. */
    String prompt(DevicePlan plan, Way way, Tools tools) throws DeviceException, InterruptedException {
        Transport transport = tools.connector().to(plan.target(), List.of(way), notice -> {});
        var gate = new OneLogin();
        Duration limit = plan.limits().device();
        var late = new AtomicBoolean();
        end.then(transport::abort);
        try (Timers.Timer timer = tools.timers().after(limit, () -> {
                    late.set(true);
                    transport.abort();
                });
                var session = new CliSession(transport, plan.platform(), settings(plan))) {
            var opening = new Opening(plan.limits().connect(), plan.limits().auth(), phase -> {}, gate);
            session.open(opening);
            session.login();
            return session.prompt();
        } catch (DeviceException e) {
            throw late.get()
                    ? new DeviceException(Failure.of(
                            FailureKind.DEVICE_LIMIT, Stage.STEP, "not finished within " + Durations.text(limit)))
                    : e;
        } finally {
            gate.leave();
        }
    }

    private static CliSession.Settings settings(DevicePlan plan) {
        var account = new Account(plan.target().username(), plan.target().password(), plan.enablePassword());
        return new CliSession.Settings(plan.prompt(), account, plan.limits().command(), NOTHING);
    }

    /** Takes a place with the first login of a device, of which one may be that of a jump host. */
    private final class OneLogin implements LoginGate {
        private boolean inside;

        @Override
        public @Nullable Failure beforeLogin(Login login, Event givenUp) throws InterruptedException {
            if (!inside && !permits.acquire()) {
                return Failure.of(FailureKind.DISCONNECTED, Stage.AUTHENTICATE, "the check was ended");
            }
            inside = true;
            return null;
        }

        void leave() {
            if (inside) {
                permits.release();
            }
        }
    }
}
