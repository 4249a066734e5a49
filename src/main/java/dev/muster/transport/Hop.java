package dev.muster.transport;

import java.time.Duration;

/**
 * A jump host; all devices behind it share one connection to it.
 *
 * @param name what people call it
 * @param connect how long connecting to it may take
 * @param auth how long its login may take
 */
public record Hop(String name, Target target, Duration connect, Duration auth) {}
