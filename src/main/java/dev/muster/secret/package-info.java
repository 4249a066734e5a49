/** Credentials that never print. */
@NullMarked
package dev.muster.secret;

import org.jspecify.annotations.NullMarked;
