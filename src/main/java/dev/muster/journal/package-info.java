/** The durable record of a run: append, recover after a crash, resume. */
@NullMarked
package dev.muster.journal;

import org.jspecify.annotations.NullMarked;
