/** Results to files, each written the moment its device ends. */
@NullMarked
package dev.muster.report;

import org.jspecify.annotations.NullMarked;
