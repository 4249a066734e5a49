package dev.muster.report;

import java.io.IOException;
import java.io.OutputStream;

/** Something that can write itself. */
@FunctionalInterface
interface Body {
    /** Nothing at all. */
    Body EMPTY = out -> {};

    void writeTo(OutputStream out) throws IOException;
}
