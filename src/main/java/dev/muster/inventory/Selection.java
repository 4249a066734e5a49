package dev.muster.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of an inventory are meant: those that pass every part.
 *
 * @param expression true for the devices meant, or null for all
 * @param groups those in any of these; empty for all
 * @param names those with these names; empty for all
 */
public record Selection(
        @Nullable Sourced<String> expression, List<Sourced<String>> groups, List<Sourced<String>> names) {
    /** Every device. */
    public static final Selection ALL = new Selection(null, List.of(), List.of());
}
