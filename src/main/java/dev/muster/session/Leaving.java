package dev.muster.session;

import dev.muster.platform.Dialog;
import java.time.Duration;
import java.util.List;

/**
 * A dialogue at whose end the device closes the connection.
 *
 * @param save whether the platform's commands that keep the configuration come first
 * @param turns at least one
 * @param dialogs further questions and their answers
 * @param limit for the dialogue
 * @param going how long the device may take to close the connection after it
 */
public record Leaving(boolean save, List<Turn> turns, List<Dialog> dialogs, Duration limit, Duration going) {

    /** What came of it. */
    public record Left(Answer answer, How how) {}

    /** How the session stands afterwards. */
    public enum How {
        /** The device closed the connection. */
        CLOSED,
        /** The device says nothing any more. */
        SILENT,
        /** The device waits for the next command. */
        STAYED
    }
}
