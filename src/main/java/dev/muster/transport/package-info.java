/** Bytes to and from a device, and who it proves to be. */
@NullMarked
package dev.muster.transport;

import org.jspecify.annotations.NullMarked;
