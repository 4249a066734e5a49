package dev.muster.job;

/** By which way commands go. */
public enum Via {
    /** The command line. */
    CLI,
    /** The platform's API over HTTP. */
    API
}
