/** When jobs run: cron expressions, zones, missed runs, overlaps and blackouts, decided on whatever clock it is given. */
@NullMarked
package dev.muster.schedule;

import org.jspecify.annotations.NullMarked;
