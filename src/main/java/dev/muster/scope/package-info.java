/** Structured concurrency: the fleet's scope, permits and timers, the only place that makes threads. */
@NullMarked
package dev.muster.scope;

import org.jspecify.annotations.NullMarked;
