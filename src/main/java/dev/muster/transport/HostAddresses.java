package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Blocking;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Addresses of a host: literals as they are, names by the system's resolver, which may be slow, within a limit. */
final class HostAddresses {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[\\w.-]+)?");

    private HostAddresses() {}

    /** @param ended ends the wait for the resolver when it happens */
    static InetAddress[] of(String host, Deadline by, Duration limit, Event ended)
            throws DeviceException, InterruptedException {
        try {
            if (LITERAL.matcher(host).matches()) {
                return new InetAddress[] {InetAddress.getByName(host)};
            }
            return Blocking.call(() -> InetAddress.getAllByName(host), by, ended);
        } catch (UnknownHostException e) {
            throw new DeviceException(FailureKind.DNS, Stage.CONNECT, "`" + host + "` is not an address");
        } catch (ExecutionException e) {
            throw new DeviceException(FailureKind.DNS, Stage.CONNECT, "the name `" + host + "` is not known");
        } catch (TimeoutException e) {
            throw new DeviceException(
                    FailureKind.DNS,
                    Stage.CONNECT,
                    "the resolver gave no address for `" + host + "` within " + limit.toMillis() / 1000.0 + " s");
        }
    }
}
