/** Outputs as rows, by TextFSM templates or from JSON and XML. */
@NullMarked
package dev.muster.parse;

import org.jspecify.annotations.NullMarked;
