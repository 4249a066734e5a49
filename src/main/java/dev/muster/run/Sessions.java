package dev.muster.run;

import dev.muster.job.Policies.Retry;
import dev.muster.netconf.NetconfSession;
import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.result.FailureKind;
import dev.muster.session.Account;
import dev.muster.session.CliSession;
import dev.muster.session.HttpSession;
import dev.muster.session.OutputStore;
import dev.muster.transfer.LocalSums;
import dev.muster.transport.HttpAccess;
import dev.muster.transport.HttpTrace;
import dev.muster.transport.SideChannels;
import dev.muster.transport.SubsystemLink;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sessions of a run, not yet open.
 *
 * @param outputs where the large outputs of a device go
 * @param parser makes rows of answers
 * @param notice told of what users should know
 * @param sums of local files that are copied
 * @param retry how often a request is made that a server is too busy to answer
 */
record Sessions(
        Transports transports,
        Function<DevicePlan, OutputStore> outputs,
        RowParser parser,
        Consumer<String> notice,
        LocalSums sums,
        Retry retry) {
    private static final String NETCONF = "netconf";

    Sessions(
            Transports transports,
            Function<DevicePlan, OutputStore> outputs,
            RowParser parser,
            Consumer<String> notice,
            Retry retry) {
        this(transports, outputs, parser, notice, new LocalSums(), retry);
    }

    HttpSession http(DevicePlan device) {
        boolean patient = retry.kinds().contains(FailureKind.HTTP_STATUS);
        var settings = new HttpSession.Settings(
                outputs.apply(device), device.limits().auth(), patient ? retry.attempts() : 1, retry.pause());
        HttpAccess access =
                Objects.requireNonNull(device.web(), "planned without HTTP").access();
        return new HttpSession(transports.http(device, HttpTrace.NONE), access, settings);
    }

    CliSession of(DevicePlan device) {
        var account = new Account(device.target().username(), device.target().password(), device.enablePassword());
        var settings = new CliSession.Settings(
                device.prompt(), account, device.limits().command(), outputs.apply(device));
        var transport = transports.to(device, text -> notice.accept(device.name() + ": " + text));
        return new CliSession(transport, device.platform(), settings);
    }

    /**
     * A NETCONF session.
     *
     * @param beside channels on the connection of the command line, or null for a connection of its own
     */
    NetconfSession netconf(DevicePlan device, @Nullable SideChannels beside) {
        String address = device.target().toString();
        SubsystemLink subsystem = beside == null ? transports.netconf(device) : beside.subsystem(address, NETCONF);
        List<String> versions = device.netconf().base() == null
                ? NetconfSession.Settings.VERSIONS
                : List.of(device.netconf().base());
        var settings = new NetconfSession.Settings(versions, device.limits().command(), outputs.apply(device));
        return new NetconfSession(subsystem, settings);
    }
}
