package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.DeviceSecrets;
import dev.muster.report.Pointing;
import dev.muster.report.SessionLogs;
import dev.muster.result.RunListener;
import dev.muster.result.Tap;
import dev.muster.run.Transports;
import dev.muster.transport.HttpTrace;
import dev.muster.transport.HttpTransport;
import dev.muster.transport.Redaction;
import dev.muster.transport.SubsystemLink;
import dev.muster.transport.TappedTransport;
import dev.muster.transport.Transport;
import dev.muster.transport.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the sessions of a run.
 *
 * @param logs logs for people, or null
 * @param recorder recordings to rehearse on, or null
 */
record Sessions(@Nullable SessionLogs logs, @Nullable Recorder recorder) {

    /** The same transports, with what passes over them kept. */
    Transports heard(Transports transports) {
        if (logs == null && recorder == null) {
            return transports;
        }
        return new Heard(transports);
    }

    /** What goes over a command line or HTTP is heard, and nothing else. */
    private final class Heard implements Transports {
        private final Transports transports;

        Heard(Transports transports) {
            this.transports = transports;
        }

        @Override
        public Transport to(DevicePlan device, Consumer<String> notice) {
            return new TappedTransport(
                    transports.to(device, notice), new Redaction(DeviceSecrets.of(device)), taps(device));
        }

        @Override
        public SubsystemLink netconf(DevicePlan device) {
            return transports.netconf(device);
        }

        @Override
        public HttpTransport http(DevicePlan device, HttpTrace trace) {
            SessionLogs kept = logs;
            DevicePlan.Web web = device.web();
            var heard = new HttpTrace(
                    new Redaction(DeviceSecrets.of(device)),
                    kept == null ? List.of() : List.of(kept.of(device.name(), Visible.line(whom(device)))),
                    web == null ? "" : web.access().header());
            return transports.http(device, heard);
        }
    }

    private List<Tap> taps(DevicePlan device) {
        var taps = new ArrayList<Tap>();
        if (logs != null) {
            taps.add(logs.of(device.name(), Visible.line(whom(device))));
        }
        if (recorder != null) {
            taps.add(recorder.of(device));
        }
        return taps;
    }

    private static String whom(DevicePlan device) {
        String ways = device.ways().stream().map(Way::label).collect(Collectors.joining(", then "));
        DevicePlan.Web web = device.web();
        return device.name() + " at " + device.target() + " as "
                + device.target().username() + " by " + ways
                + (web == null ? "" : ", and at " + web.access().place()) + ", platform "
                + device.platform().id();
    }

    /** The listeners, told of the logs with every failure, and those that keep an eye on what is kept. */
    List<RunListener> listeners(List<RunListener> listeners) {
        var all = new ArrayList<RunListener>();
        for (RunListener listener : listeners) {
            all.add(logs == null ? listener : new Pointing(logs, listener));
        }
        if (recorder != null) {
            all.add(recorder);
        }
        return all;
    }
}
