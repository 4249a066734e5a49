/** The job file as records, and the reader that finds every mistake in it at once. */
@NullMarked
package dev.muster.job;

import org.jspecify.annotations.NullMarked;
