package dev.muster.lab;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A device to simulate.
 *
 * @param hostname its name and prompt; digits at the end number its addresses
 * @param platform a name or alias of Muster's platforms; one without data of its own answers as Cisco IOS does
 * @param enablePassword what {@code enable} asks for; empty when it asks for nothing
 * @param latency the wait before each answer
 * @param access what else its SSH server asks and allows
 * @param state in what it differs from a fresh device of its platform
 */
public record LabDevice(
        String hostname,
        String platform,
        String username,
        String password,
        String enablePassword,
        Duration latency,
        Set<LabFault> faults,
        LabAccess access,
        LabState state) {

    /** A device that one logs in to by password alone. */
    public LabDevice(
            String hostname,
            String platform,
            String username,
            String password,
            String enablePassword,
            Duration latency,
            Set<LabFault> faults) {
        this(
                hostname,
                platform,
                username,
                password,
                enablePassword,
                latency,
                faults,
                LabAccess.BY_PASSWORD,
                LabState.FRESH);
    }

    public LabDevice {
        if (hostname.isBlank()) {
            throw new IllegalArgumentException("a lab device needs a hostname");
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException(hostname + " cannot answer before it is asked: latency " + latency);
        }
        faults = Set.copyOf(faults.isEmpty() ? faults : EnumSet.copyOf(faults));
    }

    /** A healthy Cisco IOS device without latency; user name, password and enable password are {@code cisco}. */
    public static LabDevice of(String hostname, LabFault... faults) {
        return new LabDevice(hostname, "cisco_iosxe", "cisco", "cisco", "cisco", Duration.ZERO, Set.of(faults));
    }

    /** A healthy device of another platform; user name, password and enable password are {@code cisco}. */
    public static LabDevice of(String hostname, String platform, LabFault... faults) {
        return new LabDevice(hostname, platform, "cisco", "cisco", "cisco", Duration.ZERO, Set.of(faults));
    }

    /** The same with another way in. */
    public LabDevice with(LabAccess other) {
        return new LabDevice(hostname, platform, username, password, enablePassword, latency, faults, other, state);
    }

    /** The same in another state. */
    public LabDevice with(LabState other) {
        return new LabDevice(hostname, platform, username, password, enablePassword, latency, faults, access, other);
    }

    boolean has(LabFault fault) {
        return faults.contains(fault);
    }
}
