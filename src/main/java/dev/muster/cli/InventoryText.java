package dev.muster.cli;

import dev.muster.inventory.Device;
import dev.muster.inventory.OwnFormText;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Sourced;
import dev.muster.report.RowText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Devices on standard output, without their secrets. */
final class InventoryText {
    private static final List<Setting<?>> COLUMNS =
            List.of(Setting.HOST, Setting.PORT, Setting.PLATFORM, Setting.TRANSPORT, Setting.USERNAME);

    private final Console console;

    InventoryText(Console console) {
        this.console = console;
    }

    private static <T> String shown(Device device, Setting<T> setting) {
        Sourced<T> value = device.settings().get(setting);
        return value == null ? "" : setting.shown().apply(value.value());
    }

    void table(List<Device> devices) throws IOException {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("name", "host", "port", "platform", "transport", "username", "groups", "data"));
        for (Device device : devices) {
            var line = new ArrayList<String>();
            line.add(device.name());
            COLUMNS.forEach(setting -> line.add(shown(device, setting)));
            line.add(String.join(",", device.groups()));
            line.add(device.data().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + field(entry.getValue()))
                    .collect(Collectors.joining(" ")));
            lines.add(line.stream().map(Visible::line).toList());
        }
        console.out(Aligned.text(lines));
    }

    void origins(List<Device> devices) throws IOException {
        var text = new StringBuilder();
        for (Device device : devices) {
            var lines = new ArrayList<List<String>>();
            lines.add(List.of(
                    Visible.line(device.name()), "", Visible.line(device.mark().fileAndLine())));
            for (Setting<?> setting : Setting.all()) {
                Sourced<?> value = device.settings().get(setting);
                if (value != null) {
                    lines.add(List.of(
                            "  " + setting.name(),
                            Visible.line(shown(device, setting)),
                            Visible.line(value.mark().fileAndLine())));
                }
            }
            lines.add(List.of("  groups", Visible.line(String.join(", ", device.groups())), ""));
            device.data()
                    .forEach((key, value) ->
                            lines.add(List.of(Visible.line("  data." + key), Visible.line(field(value)), "")));
            text.append(Aligned.text(lines));
        }
        console.out(text.toString());
    }

    private static String field(@Nullable Object value) {
        try {
            return RowText.field(value);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory", e);
        }
    }

    /** Muster's own form: JSON is YAML too, so that every text is quoted right. */
    void yaml(List<Device> devices, List<Path> from) throws IOException {
        var own = new OwnFormText();
        Map<String, @Nullable Object> document = own.document(devices);
        var text = new StringBuilder("# Muster's own form of "
                + Visible.line(from.stream().map(Path::toString).collect(Collectors.joining(", "))) + "\n");
        own.variables()
                .forEach((name, place) -> text.append(Visible.line(
                                "# set " + name + ": what stands at " + place + ", which is not repeated here"))
                        .append('\n'));
        own.leftOut()
                .forEach(
                        what -> text.append(Visible.line("# left out: " + what)).append('\n'));
        document.forEach((key, value) -> {
            text.append(key).append(":\n");
            if (value instanceof List<?> list) {
                list.forEach(item -> text.append("  - ").append(json(item)).append('\n'));
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((name, item) -> text.append("  ")
                        .append(json(String.valueOf(name)))
                        .append(": ")
                        .append(json(item))
                        .append('\n'));
            }
        });
        console.out(text.toString());
    }

    private static String json(@Nullable Object value) {
        try {
            return value instanceof Map<?, ?> map ? flow(map) : RowText.json(value);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory", e);
        }
    }

    /** A mapping on one line as people write it: plain keys, a space behind each colon and comma. */
    private static String flow(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> (String.valueOf(entry.getKey()).matches("[A-Za-z_]\\w*")
                                ? String.valueOf(entry.getKey())
                                : json(String.valueOf(entry.getKey())))
                        + ": " + json(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    void json(List<Device> devices) throws IOException {
        var own = new OwnFormText();
        var text = new StringBuilder("[");
        String before = "\n  ";
        for (Device device : devices) {
            text.append(before).append(RowText.json(own.device(device)));
            before = ",\n  ";
        }
        console.out(text.append(devices.isEmpty() ? "]\n" : "\n]\n").toString());
    }

    /** A column for each fact of any device; the file can be read as an inventory again. */
    void csv(List<Device> devices) throws IOException {
        var own = new OwnFormText();
        var facts = new TreeSet<String>();
        devices.forEach(device -> facts.addAll(device.data().keySet()));
        var header = new ArrayList<>(List.of(
                "name", "host", "port", "platform", "transport", "username", "password", "enable_password", "groups"));
        facts.forEach(fact -> header.add("data." + fact));
        var text = new StringBuilder(RowText.csv(header));
        for (Device device : devices) {
            Map<String, @Nullable Object> keys = new LinkedHashMap<>(own.device(device));
            keys.put("groups", String.join(";", device.groups()));
            var line = new ArrayList<String>();
            for (String column : header) {
                Object value = column.startsWith("data.") ? device.data().get(column.substring(5)) : keys.get(column);
                line.add(RowText.field(value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value));
            }
            text.append(RowText.csv(line));
        }
        console.out(text.toString());
    }
}
