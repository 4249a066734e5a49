package dev.muster.platform;

import org.jspecify.annotations.Nullable;

/**
 * Devices within a device; a change shows another prompt.
 *
 * @param enter the command with {@code {name}}
 * @param leave what leads back to the whole, or null
 */
public record Contexts(String enter, @Nullable String leave) {}
