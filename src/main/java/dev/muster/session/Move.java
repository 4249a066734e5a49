package dev.muster.session;

import java.util.List;
import java.util.regex.Pattern;

/** One move of a dialogue by hand. */
public sealed interface Move {
    /** Wait until one of several endings comes. */
    record Until(List<Pattern> endings) implements Move {}

    /** Send a line; a hidden one is never shown, not even when the device repeats it. */
    record Send(String text, boolean hidden) implements Move {}
}
