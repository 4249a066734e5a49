/** Tells people and programs elsewhere how a run ended. */
@NullMarked
package dev.muster.notify;

import org.jspecify.annotations.NullMarked;
