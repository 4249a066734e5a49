package dev.muster.cli;

import dev.muster.result.Status;
import dev.muster.result.Tally;

/** What the process tells its caller. */
final class ExitCode {
    /** Every device is ok and every check holds. */
    static final int OK = 0;
    /** A device is not ok. */
    static final int NOT_OK = 1;
    /** The command line or a file is wrong; nobody was contacted. */
    static final int WRONG_INPUT = 2;
    /** Every device is ok, but a check failed or could not be evaluated. */
    static final int CHECK_FAILED = 3;
    /** The run stopped early by policy. */
    static final int STOPPED = 4;

    /** Who asked the process to end. */
    enum Interruption {
        NONE,
        /** Ctrl-C. */
        SIGINT,
        /** {@code kill}. */
        SIGTERM
    }

    private ExitCode() {}

    /** What a status means, in a few words. */
    static String words(int status) {
        return switch (status) {
            case OK -> "all is well";
            case NOT_OK -> "a device is not ok";
            case WRONG_INPUT -> "a file or option is wrong, nobody was contacted";
            case CHECK_FAILED -> "a check failed";
            case STOPPED -> "stopped early by policy";
            case 130, 143 -> "interrupted";
            default -> "it did not end by itself";
        };
    }

    /** The status of a run that has ended; what comes first in the documentation's table wins. */
    static int of(Interruption interruption, Tally tally, boolean checksHold) {
        return switch (interruption) {
            case SIGINT -> 130;
            case SIGTERM -> 143;
            case NONE -> of(tally, checksHold);
        };
    }

    private static int of(Tally tally, boolean checksHold) {
        if (!tally.stopped().isEmpty()) {
            return STOPPED;
        }
        if (tally.count(Status.OK) < tally.devices()) {
            return NOT_OK;
        }
        return checksHold ? OK : CHECK_FAILED;
    }
}
