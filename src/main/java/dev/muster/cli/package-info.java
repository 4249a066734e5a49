/** The commands a user types: the only place that prints, reads signals or exits. */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
