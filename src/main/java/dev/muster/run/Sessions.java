package dev.muster.run;

import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.session.Account;
import dev.muster.session.CliSession;
import dev.muster.session.OutputStore;
import dev.muster.transfer.LocalSums;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the sessions of a run, not yet open.
 *
 * @param outputs where the large outputs of a device go
 * @param parser makes rows of answers
 * @param notice told of what users should know
 * @param sums of local files that are copied
 */
record Sessions(
        Transports transports,
        Function<DevicePlan, OutputStore> outputs,
        RowParser parser,
        Consumer<String> notice,
        LocalSums sums) {

    Sessions(
            Transports transports,
            Function<DevicePlan, OutputStore> outputs,
            RowParser parser,
            Consumer<String> notice) {
        this(transports, outputs, parser, notice, new LocalSums());
    }

    CliSession of(DevicePlan device) {
        var account = new Account(device.target().username(), device.target().password(), device.enablePassword());
        var settings = new CliSession.Settings(
                device.prompt(), account, device.limits().command(), outputs.apply(device));
        var transport = transports.to(device, text -> notice.accept(device.name() + ": " + text));
        return new CliSession(transport, device.platform(), settings);
    }
}
