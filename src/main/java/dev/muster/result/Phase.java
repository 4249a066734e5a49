package dev.muster.result;

/** The parts of a device's time that are told apart in every result. */
public enum Phase {
    /** Waiting for a permit; none of it is work. */
    QUEUE,
    /** Name resolution, TCP and, for SSH, key exchange and host key. */
    CONNECT,
    AUTH,
    /** From the open shell to the first step: first prompt, privilege, terminal settings. */
    SETUP,
    STEPS,
    /** Turning outputs into rows; not part of {@link #STEPS}. */
    PARSE,
    CLOSE
}
