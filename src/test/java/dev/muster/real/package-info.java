/** The real program against real servers of others; what they need is installed by {@code .ci/prepare}. */
@NullMarked
package dev.muster.real;

import org.jspecify.annotations.NullMarked;
