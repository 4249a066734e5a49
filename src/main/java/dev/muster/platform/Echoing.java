package dev.muster.platform;

/** What a device does with what is typed. */
public enum Echoing {
    /** Repeats it once. */
    TRUE,
    /** Does not repeat it, or changes it too much to wait for it. */
    FALSE,
    /** Repeats it and then paints the line again with its prompt. */
    TWICE
}
