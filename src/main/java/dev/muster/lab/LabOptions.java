package dev.muster.lab;

import java.time.Duration;
import java.util.List;

/**
 * How a whole lab behaves.
 *
 * @param slow how long a device with {@link LabFault#SLOW} waits before each answer
 * @param drip how long a device with {@link LabFault#DRIP} waits before each byte
 * @param kex key exchanges it offers, by their SSH names; empty for modern ones without post-quantum parts
 * @param ciphers ciphers it offers; empty for modern defaults
 * @param macs MACs it offers; empty for modern defaults
 * @param hostKeys host key types it offers ({@code ecdsa-sha2-nistp256}, {@code rsa-sha2-512}, {@code rsa-sha2-256},
 *     {@code ssh-rsa}); empty for ECDSA
 * @param reload how long a device cannot be reached when it starts again
 * @param minute how long a minute is on timers such as that of a commit that has to be confirmed
 */
public record LabOptions(
        Duration slow,
        Duration drip,
        List<String> kex,
        List<String> ciphers,
        List<String> macs,
        List<String> hostKeys,
        Duration reload,
        Duration minute) {

    /** Devices that start again in 2 s and have minutes of 60 s. */
    public LabOptions(
            Duration slow,
            Duration drip,
            List<String> kex,
            List<String> ciphers,
            List<String> macs,
            List<String> hostKeys) {
        this(slow, drip, kex, ciphers, macs, hostKeys, Duration.ofSeconds(2), Duration.ofMinutes(1));
    }

    public LabOptions {
        kex = List.copyOf(kex);
        ciphers = List.copyOf(ciphers);
        macs = List.copyOf(macs);
        hostKeys = List.copyOf(hostKeys);
    }

    /** 3 s for slow devices and saves, a byte a second for dripping ones, modern algorithms. */
    public static LabOptions defaults() {
        return new LabOptions(Duration.ofSeconds(3), Duration.ofSeconds(1), List.of(), List.of(), List.of(), List.of());
    }

    /** The same with another wait of slow devices. */
    public LabOptions withSlow(Duration wait) {
        return new LabOptions(wait, drip, kex, ciphers, macs, hostKeys, reload, minute);
    }

    /** The same with only these ciphers. */
    public LabOptions withCiphers(String... names) {
        return new LabOptions(slow, drip, kex, List.of(names), macs, hostKeys, reload, minute);
    }

    /** The same with only these key exchanges. */
    public LabOptions withKex(String... names) {
        return new LabOptions(slow, drip, List.of(names), ciphers, macs, hostKeys, reload, minute);
    }

    /** The same with only these MACs. */
    public LabOptions withMacs(String... names) {
        return new LabOptions(slow, drip, kex, ciphers, List.of(names), hostKeys, reload, minute);
    }

    /** The same with only these host key types. */
    public LabOptions withHostKeys(String... names) {
        return new LabOptions(slow, drip, kex, ciphers, macs, List.of(names), reload, minute);
    }

    /** The same with another time that a device is away when it starts again. */
    public LabOptions withReload(Duration time) {
        return new LabOptions(slow, drip, kex, ciphers, macs, hostKeys, time, minute);
    }

    /** The same with shorter or longer minutes on timers. */
    public LabOptions withMinute(Duration time) {
        return new LabOptions(slow, drip, kex, ciphers, macs, hostKeys, reload, time);
    }

    /** How long a time takes on a timer of this lab. */
    Duration scaled(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() / 60e9 * minute.toNanos()));
    }
}
