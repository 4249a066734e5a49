/** Who can be reached and how: devices, groups and defaults, read from every supported form. */
@NullMarked
package dev.muster.inventory;

import org.jspecify.annotations.NullMarked;
