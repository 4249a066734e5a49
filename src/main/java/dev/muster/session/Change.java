package dev.muster.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a device's configuration.
 *
 * @param lines as they are typed, in order
 * @param limit for each line and each command around them
 * @param stopOnRefusal whether a refused line ends the change before the next is sent
 * @param save whether the configuration is kept afterwards
 * @param session the name of a configuration session to make it in, or null for none
 * @param candidate which configuration is edited
 * @param check whether a candidate is only committed after the platform's own check of it
 * @param comment for the commit of platforms that have one, or null
 * @param label the same for its label
 * @param confirmed how long the device waits for a confirmation before it takes the change back, or null
 */
public record Change(
        List<String> lines,
        Duration limit,
        boolean stopOnRefusal,
        boolean save,
        @Nullable String session,
        Candidate candidate,
        boolean check,
        @Nullable String comment,
        @Nullable String label,
        @Nullable Duration confirmed) {

    /** Which configuration is edited. */
    public enum Candidate {
        /** The one that the platform's usual command gives. */
        USUAL,
        /** The one that all share, while nobody else can change it. */
        EXCLUSIVE,
        /** A copy of one's own. */
        PRIVATE
    }

    /** A change without a line, for what only moves between modes as the one before did. */
    static Change nothing(Duration limit, @Nullable Change before) {
        String session = before == null ? null : before.session();
        Candidate candidate = before == null ? Candidate.USUAL : before.candidate();
        return new Change(List.of(), limit, true, false, session, candidate, false, null, null, null);
    }
}
