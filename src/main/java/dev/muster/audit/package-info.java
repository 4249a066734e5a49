/** Expectations on outputs and rows, and what came of them: pure functions over results. */
@NullMarked
package dev.muster.audit;

import org.jspecify.annotations.NullMarked;
