package dev.muster.plan;

import dev.muster.plan.PlannedStep.Exchange;
import dev.muster.secret.Secret;
import dev.muster.transport.Hop;
import dev.muster.transport.Login;
import dev.muster.transport.Proxy;
import dev.muster.transport.Target;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must not be kept of a device's session: its passwords, and all that its steps type without showing it. */
public final class DeviceSecrets {
    private final Set<String> secrets = new LinkedHashSet<>();

    private DeviceSecrets() {}

    /** The secrets as they are typed. */
    public static Set<String> of(DevicePlan device) {
        var all = new DeviceSecrets();
        all.add(device.enablePassword());
        all.add(device.target());
        device.steps().forEach(all::add);
        return all.secrets;
    }

    private void add(Target target) {
        add(target.password());
        for (Login login : target.logins()) {
            add(login.password());
        }
        Hop via = target.access().via();
        if (via != null) {
            add(via.target());
        }
        Proxy proxy = target.access().proxy();
        if (proxy != null) {
            add(proxy.password());
        }
    }

    private void add(PlannedStep step) {
        Stream<Exchange.Send> sent = switch (step) {
            case PlannedStep.Expect expect -> sends(expect.exchanges().stream());
            case PlannedStep.Dialogue dialogue -> dialogue.turns().stream().map(PlannedStep.Turn::send);
            case PlannedStep.Show show -> Stream.empty();
            case PlannedStep.Configure configure -> Stream.empty();
            case PlannedStep.Commit commit -> Stream.empty();
            case PlannedStep.Copy copy -> Stream.empty();
            case PlannedStep.Reload reload -> Stream.empty();
            case PlannedStep.Ping ping -> Stream.empty();
            case PlannedStep.Netconf netconf -> Stream.empty();
        };
        sent.filter(Exchange.Send::hidden).forEach(send -> add(send.text()));
    }

    private static Stream<Exchange.Send> sends(Stream<Exchange> exchanges) {
        return exchanges.filter(Exchange.Send.class::isInstance).map(Exchange.Send.class::cast);
    }

    private void add(@Nullable Secret secret) {
        if (secret != null) {
            secrets.add(secret.reveal());
        }
    }
}
