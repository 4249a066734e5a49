package dev.muster.lab;

import java.util.function.Consumer;

/**
 * What conversations with devices need of their lab.
 *
 * @param reload makes a device start again; returns at once
 */
record Bench(LabOptions options, Counters counters, Consumer<Station> reload) {}
