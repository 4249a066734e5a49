package dev.muster.inventory;

import dev.muster.yaml.Mark;

/** A value and the place where it was written. */
public record Sourced<T>(T value, Mark mark) {}
