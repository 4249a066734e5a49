/** Filters large CSV files row by row. */
@NullMarked
package dev.muster.csv;

import org.jspecify.annotations.NullMarked;
