package dev.muster.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device is configured.
 *
 * @param mode the mode that takes configuration lines
 * @param exclusive what enters it so that nobody else can change anything meanwhile, or null
 * @param privately what enters it with a copy of one's own, or null
 * @param session the mode of a named configuration session, or null
 * @param multiline lines that open a block which the device reads raw, as a banner's
 */
public record Configuration(
        String mode,
        @Nullable String exclusive,
        @Nullable String privately,
        @Nullable String session,
        List<Block> multiline) {

    public Configuration {
        multiline = List.copyOf(multiline);
    }
}
