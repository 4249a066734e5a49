/** Runs over time, what changed between them, and configurations over time. */
@NullMarked
package dev.muster.history;

import org.jspecify.annotations.NullMarked;
