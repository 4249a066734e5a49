package dev.muster.transport;

import java.time.Duration;

/**
 * Algorithm lists as users write them: empty for the defaults, {@code +a,b} appends, {@code -a} removes, {@code ^a} puts
 * first, a bare list replaces; {@code *} and {@code ?} are wildcards.
 *
 * @param speakFirst whether the client waits for the device's identification before it sends its own, as some old gear
 *     wants ({@code speak_first: device})
 * @param keepalive how often the device is sent a message that it must answer sooner or later; zero for never
 */
public record SshOptions(
        String kex, String ciphers, String macs, String hostKeys, boolean speakFirst, Duration keepalive) {
    /** Today's algorithms, nothing weak. */
    public static final SshOptions DEFAULT = new SshOptions("", "", "", "", false, Duration.ZERO);

    /** Without messages that keep a connection alive. */
    public SshOptions(String kex, String ciphers, String macs, String hostKeys, boolean speakFirst) {
        this(kex, ciphers, macs, hostKeys, speakFirst, Duration.ZERO);
    }
}
