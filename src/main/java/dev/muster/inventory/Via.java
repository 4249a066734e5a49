package dev.muster.inventory;

import dev.muster.yaml.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A jump host as an inventory names it.
 *
 * @param name of a device, or what a jump host of its own is called
 * @param mark where it is written
 * @param own the settings of a jump host that is no device, null for a device
 */
public record Via(String name, Mark mark, @Nullable Settings own) {}
