package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.platform.Sketch;
import dev.muster.transport.Peer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Probe} learned of a device.
 *
 * @param peer the other side of the connection
 * @param greeting what was shown between the login and the prompt, empty when nothing was
 * @param prompt as the device shows it
 * @param named the platform that was recognised, or null
 * @param pager what a pager showed, or null when none did
 * @param sketch a platform for a device that was not recognised, else null
 * @param sent all that was typed; an empty text is Enter alone
 */
public record Findings(
        Peer peer,
        String greeting,
        String prompt,
        @Nullable Named named,
        @Nullable String pager,
        @Nullable Sketch sketch,
        List<String> sent) {

    /**
     * A platform and what gives it away.
     *
     * @param mode of the prompt, empty when the platform does not know such a prompt
     * @param hostname in the prompt, empty when it is not known
     * @param command whose answer gave it away
     * @param line of that answer
     */
    public record Named(Platform platform, String mode, String hostname, String command, String line) {}

    public Findings {
        sent = List.copyOf(sent);
    }
}
