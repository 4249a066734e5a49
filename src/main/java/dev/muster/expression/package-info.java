/** Jinja2 expressions and templates over plain values, with unknown names as errors. */
@NullMarked
package dev.muster.expression;

import org.jspecify.annotations.NullMarked;
