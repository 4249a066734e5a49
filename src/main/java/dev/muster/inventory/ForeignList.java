package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a device list of a foreign form. */
final class ForeignList {
    private static final Settings DEFAULTS = Settings.builder()
            .put(Setting.PLATFORM, "cisco_iosxe", Mark.of("built-in"))
            .build();

    private final Problems problems;
    private final ForeignForm form;
    private final DeviceList list;

    private ForeignList(Problems problems, ForeignForm form) {
        this.problems = problems;
        this.form = form;
        this.list = new DeviceList(problems);
    }

    /** The form whose keys fit these devices best; null when Muster's own does. */
    static @Nullable ForeignForm formOf(List<Node> devices) {
        ForeignForm best = null;
        long most = -1;
        for (ForeignForm form : List.of(ForeignForm.ASYNCSSH, ForeignForm.SCRAPLI, ForeignForm.NETMIKO)) {
            long known = known(devices, form.keys().keySet());
            if (known > most) {
                most = known;
                best = form;
            }
        }
        return known(devices, OwnKeys.NAMES) > most ? null : best;
    }

    private static long known(List<Node> devices, Collection<String> keys) {
        long count = 0;
        for (Node device : devices) {
            if (device instanceof Mapping mapping) {
                count += mapping.entries().stream()
                        .filter(entry -> keys.contains(entry.key()))
                        .count();
            }
        }
        return count;
    }

    static List<Device> read(List<Node> devices, ForeignForm form, Problems problems) {
        var reader = new ForeignList(problems, form);
        devices.forEach(device -> reader.device(device, null));
        return reader.list.devices();
    }

    static List<Device> read(Mapping devices, ForeignForm form, Problems problems) {
        var reader = new ForeignList(problems, form);
        devices.entries().forEach(entry -> reader.device(entry.value(), entry));
        return reader.list.devices();
    }

    private void device(Node node, @Nullable Entry entry) {
        Fields fields = Fields.of(node, problems, "a device");
        if (fields == null) {
            return;
        }
        Settings.Builder settings = Settings.builder();
        var reader = new SettingReader(fields, problems, settings);
        for (Map.Entry<String, ForeignKey> key : form.keys().entrySet()) {
            Node value = fields.node(key.getKey());
            boolean given = value != null && !ForeignKey.isNothing(value);
            if (given || (value != null && key.getKey().equals("known_hosts"))) {
                key.getValue().read(reader, key.getKey());
            }
        }
        String name = fields.text("name");
        fields.done();
        Settings own = settings.build();
        Sourced<String> host = own.get(Setting.HOST);
        String address = host == null ? "" : host.value();
        String called = name != null ? name : entry != null ? entry.key() : address;
        Mark mark = entry != null ? entry.mark() : host == null ? fields.mark() : host.mark();
        if (host == null && !called.isBlank()) {
            problems.add(mark, "device `" + called + "` has no `host`");
            return;
        }
        list.add(new Device(called, mark, List.of(), Map.of(), own.over(DEFAULTS)));
    }
}
