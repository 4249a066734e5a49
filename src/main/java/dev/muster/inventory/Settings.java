package dev.muster.inventory;

import dev.muster.yaml.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings in layers, the nearest first: what a near layer says hides what a far one says. Immutable. */
public final class Settings {
    /** Nothing set. */
    public static final Settings NONE = new Settings(List.of());

    private final List<Map<Setting<?>, Sourced<?>>> layers;

    private Settings(List<Map<Setting<?>, Sourced<?>>> layers) {
        this.layers = layers;
    }

    /** The value of the nearest layer that has one, or null. */
    @SuppressWarnings("unchecked") // Builder.put is the only way in, and it keeps setting and value together
    public <T> @Nullable Sourced<T> get(Setting<T> setting) {
        for (Map<Setting<?>, Sourced<?>> layer : layers) {
            Sourced<?> found = layer.get(setting);
            if (found != null) {
                return (Sourced<T>) found;
            }
        }
        return null;
    }

    /** These settings, and where they say nothing, those. */
    public Settings over(Settings farther) {
        if (layers.isEmpty()) {
            return farther;
        }
        if (farther.layers.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(layers);
        all.addAll(farther.layers);
        return new Settings(List.copyOf(all));
    }

    /** Whether the first is set at least as near as the second; false when it is not set. */
    public boolean isAsNear(Setting<?> setting, Setting<?> other) {
        for (Map<Setting<?>, Sourced<?>> layer : layers) {
            if (layer.containsKey(setting)) {
                return true;
            }
            if (layer.containsKey(other)) {
                return false;
            }
        }
        return false;
    }

    /** Only some of these settings, as they are here. */
    public Settings only(Collection<Setting<?>> wanted) {
        var kept = new ArrayList<Map<Setting<?>, Sourced<?>>>();
        for (Map<Setting<?>, Sourced<?>> layer : layers) {
            var part = new LinkedHashMap<Setting<?>, Sourced<?>>(layer);
            part.keySet().retainAll(wanted);
            if (!part.isEmpty()) {
                kept.add(Map.copyOf(part));
            }
        }
        return new Settings(List.copyOf(kept));
    }

    /** Starts a layer. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects one layer. */
    public static final class Builder {
        private final Map<Setting<?>, Sourced<?>> values = new LinkedHashMap<>(8);

        /** Sets a value, in place of an earlier one. */
        public <T> Builder put(Setting<T> setting, T value, Mark mark) {
            values.put(setting, new Sourced<>(value, mark));
            return this;
        }

        /** Sets a value where none was set before. */
        public <T> Builder putIfAbsent(Setting<T> setting, T value, Mark mark) {
            values.putIfAbsent(setting, new Sourced<>(value, mark));
            return this;
        }

        /** The layer. */
        public Settings build() {
            return values.isEmpty() ? NONE : new Settings(List.of(Map.copyOf(values)));
        }
    }
}
