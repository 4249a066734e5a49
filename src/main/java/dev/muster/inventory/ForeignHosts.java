package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes devices of what other tools keep for a host. */
final class ForeignHosts {
    /** What holds where a file of another tool names none. */
    static final Settings DEFAULTS = Settings.builder()
            .put(Setting.PLATFORM, "cisco_iosxe", Mark.of("built-in"))
            .build();

    private final DeviceList list;

    ForeignHosts(Problems problems) {
        this.list = new DeviceList(problems);
    }

    /** The settings that these keys make of these entries; a key without a value is as good as absent. */
    static Settings settings(Mark mark, List<Entry> entries, Map<String, ForeignKey> keys, Problems problems) {
        Settings.Builder settings = Settings.builder();
        var fields = new Fields(new Mapping(mark, List.copyOf(entries)), problems);
        var reader = new SettingReader(fields, problems, settings);
        keys.forEach((key, use) -> {
            Node value = fields.node(key);
            if (value != null && !ForeignKey.isNothing(value)) {
                use.read(reader, key);
            }
        });
        return settings.build();
    }

    /** A device whose name is its address where it has no other. */
    void add(String name, Mark mark, List<String> groups, Map<String, @Nullable Object> data, Settings own) {
        Settings named = own.get(Setting.HOST) != null
                ? own
                : own.over(Settings.builder().put(Setting.HOST, name, mark).build());
        list.add(new Device(name, mark, List.copyOf(groups), data, named.over(DEFAULTS)));
    }

    List<Device> devices() {
        return list.devices();
    }
}
