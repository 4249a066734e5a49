/** The reference book's programs as Muster runs them: the examples below {@code jobs/book}, end to end. */
package dev.muster.book;
