package dev.muster.transport;

/**
 * Algorithm lists as users write them: empty for the defaults, {@code +a,b} appends, {@code -a} removes, {@code ^a} puts
 * first, a bare list replaces; {@code *} and {@code ?} are wildcards.
 *
 * @param speakFirst whether the client waits for the device's identification before it sends its own, as some old gear
 *     wants ({@code speak_first: device})
 */
public record SshOptions(String kex, String ciphers, String macs, String hostKeys, boolean speakFirst) {
    /** Today's algorithms, nothing weak. */
    public static final SshOptions DEFAULT = new SshOptions("", "", "", "", false);
}
