/** How a batch runs: one task per device, permits, limits, cancellation and the events that observers get. */
@NullMarked
package dev.muster.run;

import org.jspecify.annotations.NullMarked;
