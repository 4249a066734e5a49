/** A file to or from a device over its SSH login, and the proof that it arrived. */
@NullMarked
package dev.muster.transfer;

import org.jspecify.annotations.NullMarked;
