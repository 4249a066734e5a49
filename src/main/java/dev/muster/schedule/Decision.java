package dev.muster.schedule;

import java.time.Instant;

/** What is to be done about a run that is due. */
public sealed interface Decision {
    /** The job's key. */
    String job();

    /** When cron wanted it. */
    Instant due();

    /** It begins now. */
    record Start(String job, Instant due) implements Decision {}

    /** The run before it is to be ended; it begins then. */
    record Replace(String job, Instant due) implements Decision {}

    /** It begins when the run before has ended. */
    record Queue(String job, Instant due) implements Decision {}

    /**
     * It does not happen.
     *
     * @param why for people
     */
    record Skip(String job, Instant due, String why) implements Decision {}
}
