/** A simulated fleet with faults, for demos, rehearsal and tests. */
@NullMarked
package dev.muster.lab;

import org.jspecify.annotations.NullMarked;
