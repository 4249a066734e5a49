/** Platform knowledge as data: modes, prompts, set-up and refusals of each kind of device. */
@NullMarked
package dev.muster.platform;

import org.jspecify.annotations.NullMarked;
