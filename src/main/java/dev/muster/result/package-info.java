/** What happened, as values: outcomes, device and step results, timings and the events of a run. */
@NullMarked
package dev.muster.result;

import org.jspecify.annotations.NullMarked;
