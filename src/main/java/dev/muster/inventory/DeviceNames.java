package dev.muster.inventory;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of a device: {@code device}, its fields by their bare names, and {@code vars}. Made on demand, so
 * that a fleet whose job has no expressions costs nothing.
 */
public final class DeviceNames extends AbstractMap<String, @Nullable Object> {
    private final Device device;
    private final String platform;
    private final Map<String, @Nullable Object> vars;
    private final Set<String> dataKeys;

    /**
     * @param platform the platform's own name, or as the inventory has it
     * @param dataKeys what any device of the inventory has under {@code data}; known, though empty, for all
     */
    public DeviceNames(Device device, String platform, Map<String, @Nullable Object> vars, Set<String> dataKeys) {
        this.device = device;
        this.platform = platform;
        this.vars = vars;
        this.dataKeys = dataKeys;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        dataKeys.forEach(key -> data.put(key, device.data().get(key)));
        var names = new LinkedHashMap<String, @Nullable Object>();
        names.put("name", device.name());
        names.put("host", device.host());
        names.put("platform", platform);
        names.put("groups", device.groups());
        names.put("data", data);
        names.put("device", new LinkedHashMap<>(names));
        names.put("vars", Collections.unmodifiableMap(vars));
        return names.entrySet();
    }
}
