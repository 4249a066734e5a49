/** Job, inventory and platforms resolved into what will run on each device, with the origin of every value. */
@NullMarked
package dev.muster.plan;

import org.jspecify.annotations.NullMarked;
