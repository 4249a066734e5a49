package dev.muster.inventory;

import dev.muster.yaml.Mark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as its inventory has it.
 *
 * @param name unique in the inventory
 * @param mark where it is written
 * @param groups in the order listed; the first wins where several set the same
 * @param data free-form facts, those of groups and defaults included
 * @param settings its own over those of its groups, over the inventory's defaults
 */
public record Device(
        String name, Mark mark, List<String> groups, Map<String, @Nullable Object> data, Settings settings) {

    /** Its address; empty when the inventory gives none. */
    public String host() {
        Sourced<String> host = settings.get(Setting.HOST);
        return host == null ? "" : host.value();
    }
}
