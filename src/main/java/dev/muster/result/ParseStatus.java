package dev.muster.result;

import java.util.Locale;

/** What became of an output that a step wanted as rows. */
public enum ParseStatus {
    /** There are rows. */
    PARSED,
    /** It was parsed and gave no rows. */
    EMPTY,
    /** No collection has a template for this command of this platform; the output is there as it came. */
    NO_TEMPLATE,
    /** It could not be parsed; the step's failure says why. */
    FAILED;

    /** The name in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
