/** A conversation with one device: prompts, modes, commands and their clean output. */
@NullMarked
package dev.muster.session;

import org.jspecify.annotations.NullMarked;
