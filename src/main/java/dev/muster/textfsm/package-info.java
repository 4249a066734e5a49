/** The TextFSM language, Python's regular expressions and the index of templates, usable without the rest of Muster. */
@NullMarked
package dev.muster.textfsm;

import org.jspecify.annotations.NullMarked;
