package dev.muster.session;

import dev.muster.result.Outcome;
import dev.muster.result.Output;

/**
 * What came of one command or dialogue; there is an output even when it failed half-way.
 *
 * @param detail which of several endings matched, or empty
 */
public record Answer(Outcome outcome, Output output, String detail) {}
