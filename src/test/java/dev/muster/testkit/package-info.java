/** Servers named after what is wrong with them, and a plain SSH client to try them with. */
@NullMarked
package dev.muster.testkit;

import org.jspecify.annotations.NullMarked;
