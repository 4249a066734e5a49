package dev.muster.run;

import dev.muster.job.Step;
import dev.muster.netconf.NetconfSession;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.session.Answer;
import dev.muster.session.CliSession;
import dev.muster.session.Leaving;
import dev.muster.session.Turn;
import dev.muster.transfer.FileCopy;
import dev.muster.transfer.FileOrder;
import dev.muster.transport.Ping;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where steps talk to the device, and those with limits of their own, that copy files or end the session on purpose. */
final class Upkeep {
    private final DevicePlan device;
    private final DeviceSessions all;
    private final RenewableSession sessions;
    private final Sessions around;
    private final DeviceClock clock;
    private final WebSteps web;
    private @Nullable NetconfSession netconf;

    /** @param clock stands still meanwhile */
    Upkeep(DevicePlan device, DeviceSessions all, Sessions around, DeviceClock clock) {
        this.device = device;
        this.all = all;
        this.sessions = all.shell();
        this.around = around;
        this.clock = clock;
        this.web = new WebSteps(device, all, around, text -> around.notice().accept(device.name() + ": " + text));
    }

    /** What goes over HTTP. */
    WebSteps web() {
        return web;
    }

    /**
     * Opens the session that a step talks in, unless it is open; here, and not in the step, so that a device that cannot
     * be reached has not begun a change.
     */
    void ready(PlannedStep step) throws DeviceException, InterruptedException {
        switch (step) {
            case PlannedStep.Expect expect -> all.needShell(true);
            case PlannedStep.Show show -> web.ready(show.via());
            case PlannedStep.Configure configure -> web.ready(configure.via());
            case PlannedStep.Http http -> web.readyHttp(http);
            case PlannedStep.Commit commit -> all.needShell(false);
            case PlannedStep.Dialogue dialogue -> all.needShell(false);
            case PlannedStep.Copy copy -> all.needShell(false);
            case PlannedStep.Reload reload -> all.needShell(false);
            case PlannedStep.Ping ping -> {}
            case PlannedStep.Netconf wanted -> netconf = all.need(NetconfSession.class, this::freshNetconf);
        }
    }

    /** Logs in to the command line before any step is looked at. */
    void readyShell(boolean byHand) throws DeviceException, InterruptedException {
        all.needShell(byHand);
    }

    /** Whether the session that a step talks in is open. */
    boolean isOpen(PlannedStep step) {
        NetconfSession used = netconf;
        if (!step.byCommandLine() && !(step instanceof PlannedStep.Netconf)) {
            return web.isOpen();
        }
        return step instanceof PlannedStep.Netconf
                ? used != null && used.isOpen()
                : session().isOpen();
    }

    /** On the connection of the command line where both have one port; else NETCONF logs in by itself. */
    private NetconfSession freshNetconf() {
        boolean onePort = device.target().port() == device.netconf().port();
        return around.netconf(device, onePort ? session().sideChannels() : null);
    }

    Answer netconf(PlannedStep.Netconf step) throws InterruptedException {
        return Objects.requireNonNull(netconf)
                .run(step.operations(), new NetconfSession.Manner(step.limit(), step.pretty()));
    }

    /** The session in which commands run now. */
    CliSession session() {
        return sessions.current();
    }

    Answer copy(PlannedStep.Copy copy) throws InterruptedException {
        var order = new FileOrder(
                copy.direction() == Step.Direction.PUT,
                copy.local(),
                copy.shown(),
                copy.remote(),
                check(copy.verify()),
                protocol(copy.method()),
                copy.idle(),
                copy.limit());
        Consumer<String> notice = text -> around.notice().accept(device.name() + ": " + text);
        var copying = new FileCopy(sessions, device.platform().copying(), around.sums(), notice);
        return clock.without(() -> copying.run(order));
    }

    private static FileOrder.Check check(Step.Verify verify) {
        return switch (verify) {
            case AUTO -> new FileOrder.Check(true, null);
            case MD5 -> new FileOrder.Check(true, Hash.MD5);
            case SHA256 -> new FileOrder.Check(true, Hash.SHA256);
            case SHA512 -> new FileOrder.Check(true, Hash.SHA512);
            case NONE -> new FileOrder.Check(false, null);
        };
    }

    private static FileOrder.@Nullable Protocol protocol(Step.Method method) {
        return switch (method) {
            case AUTO -> null;
            case SFTP -> FileOrder.Protocol.SFTP;
            case SCP -> FileOrder.Protocol.SCP;
        };
    }

    Answer reload(PlannedStep.Reload reload) throws InterruptedException {
        return clock.without(() -> new Restart(device, sessions, reload).run());
    }

    Answer ping(PlannedStep.Ping ping) throws InterruptedException {
        try {
            Ping.Echoes echoes = Ping.of(ping.host(), ping.count(), ping.limit(), sessions.ended());
            return new Answer(Outcome.ok(), Output.of(echoes.text()), echoes.summary());
        } catch (DeviceException e) {
            String said = e.failure().lastOutput();
            Outcome why = sessions.aborted();
            return new Answer(
                    why == null ? new Outcome.Failed(e.failure()) : why, Output.of(said == null ? "" : said), "");
        }
    }

    /** A dialogue that ends the session; where steps follow, there is a new one afterwards. */
    Answer leave(String step, List<Turn> turns, Duration limit) throws InterruptedException {
        boolean goesOn = !device.steps().getLast().name().equals(step);
        return clock.without(() -> left(turns, limit, goesOn));
    }

    private Answer left(List<Turn> turns, Duration limit, boolean goesOn) throws InterruptedException {
        Leaving.Left left = sessions.current().leave(new Leaving(false, turns, List.of(), limit, limit));
        if (left.how() != Leaving.How.CLOSED || !goesOn || sessions.aborted() != null) {
            return left.answer();
        }
        long gone = System.nanoTime();
        try {
            new Relogin(sessions, "`" + turns.getLast().text() + "`", Step.Reload.USUAL_WAIT).next();
            String detail = "logged in again after "
                    + Duration.ofNanos(System.nanoTime() - gone).toSeconds() + " s";
            return new Answer(left.answer().outcome(), left.answer().output(), detail);
        } catch (DeviceException e) {
            Outcome why = sessions.aborted();
            return new Answer(
                    why == null ? new Outcome.Failed(e.failure()) : why,
                    left.answer().output(),
                    "");
        }
    }
}
