package dev.muster.cli;

import dev.muster.netconf.Capabilities;
import dev.muster.netconf.NetconfSession;
import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.scope.Event;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.session.Account;
import dev.muster.session.CliSession;
import dev.muster.session.OutputStore;
import dev.muster.session.Session;
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

    /** What is learned from a session that is open. */
    private interface Look<S extends Session> {
        String at(S session) throws DeviceException, InterruptedException;
    }

    /** The prompt. */
    String prompt(DevicePlan plan, Way way, Tools tools) throws DeviceException, InterruptedException {
        Transport transport = tools.connector().to(plan.target(), List.of(way), notice -> {});
        var session = new CliSession(transport, plan.platform(), settings(plan));
        return looked(plan, session, tools, open -> {
            open.login();
            return open.prompt();
        });
    }

    /** The base versions of NETCONF that the device offers, and how many capabilities. */
    String hello(DevicePlan plan, int port, Tools tools) throws DeviceException, InterruptedException {
        String base = plan.netconf().base();
        List<String> versions = base == null ? NetconfSession.Settings.VERSIONS : List.of(base);
        var session = new NetconfSession(
                tools.connector().subsystem(plan.target(), port, "netconf"),
                new NetconfSession.Settings(versions, plan.limits().command(), NOTHING));
        return looked(plan, session, tools, open -> {
            Capabilities offered = open.capabilities();
            int count = offered.uris().size();
            return "NETCONF " + (offered.has("base:1.1") ? "1.1" : "1.0") + ", " + count
                    + (count == 1 ? " capability" : " capabilities");
        });
    }

    private <S extends Session> String looked(DevicePlan plan, S fresh, Tools tools, Look<S> look)
            throws DeviceException, InterruptedException {
        var gate = new OneLogin();
        Duration limit = plan.limits().device();
        var late = ended(FailureKind.DEVICE_LIMIT, "not finished within " + Durations.text(limit));
        end.then(() -> fresh.abort(ended(FailureKind.DISCONNECTED, "the check was ended")));
        try (Timers.Timer timer = tools.timers().after(limit, () -> fresh.abort(late));
                S session = fresh) {
            session.open(new Opening(plan.limits().connect(), plan.limits().auth(), phase -> {}, gate));
            return look.at(session);
        } catch (DeviceException e) {
            throw fresh.aborted() instanceof Outcome.Failed why ? new DeviceException(why.failure()) : e;
        } finally {
            gate.leave();
        }
    }

    private static Outcome.Failed ended(FailureKind kind, String why) {
        return new Outcome.Failed(Failure.of(kind, Stage.STEP, why));
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
