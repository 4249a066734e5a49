/** One run as one HTML page that needs no network, and the page over all runs. */
@NullMarked
package dev.muster.page;

import org.jspecify.annotations.NullMarked;
