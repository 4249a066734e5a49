/** Strict reading of YAML: every value knows its line, every mistake is reported at once. */
@NullMarked
package dev.muster.yaml;

import org.jspecify.annotations.NullMarked;
