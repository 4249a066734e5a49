package dev.muster.inventory;

import dev.muster.secret.SecretText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether two sources that have a device of one name mean the same. */
final class SameDevice {
    private SameDevice() {}

    /** The names of what differs; empty when both say the same. */
    static String difference(Device one, Device other) {
        String settings = Setting.all().stream()
                .filter(setting -> !said(one, setting).equals(said(other, setting)))
                .map(Setting::name)
                .collect(Collectors.joining(", "));
        if (!settings.isEmpty()) {
            return settings;
        }
        return !one.data().equals(other.data())
                ? "data"
                : new HashSet<>(one.groups()).equals(new HashSet<>(other.groups())) ? "" : "list of groups";
    }

    private static String said(Device device, Setting<?> setting) {
        Sourced<?> value = device.settings().get(setting);
        return value == null ? "" : text(value.value());
    }

    private static String text(@Nullable Object value) {
        if (value instanceof SecretText secret) {
            return secret.written();
        }
        if (value instanceof Pattern pattern) {
            return pattern.pattern();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SameDevice::text).collect(Collectors.joining("\n"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .collect(Collectors.joining("\n"));
        }
        if (value instanceof Via via) {
            return via.name() + (via.own() == null ? "" : text(via.own()));
        }
        if (value instanceof Settings settings) {
            return Setting.all().stream()
                    .map(setting -> Objects.requireNonNullElse(settings.get(setting), "")
                            .toString())
                    .collect(Collectors.joining("\n"));
        }
        return String.valueOf(value);
    }
}
