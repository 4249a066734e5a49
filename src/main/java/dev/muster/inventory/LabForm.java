package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Durations;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads {@code lab:}, an inventory of simulated devices R1, R2 ... that listen once the lab is started. */
final class LabForm {
    /** What can be wrong with a simulated device. */
    static final List<String> FAULTS = List.of(
            "slow",
            "wrong_password",
            "hang",
            "refuse",
            "close",
            "unreachable",
            "drip",
            "flood_banner",
            "wrong_prompt",
            "no_enable",
            "slow_save",
            "hang_up",
            "mute");

    private static final List<String> TRANSPORTS = List.of("ssh", "telnet");

    private static final int MOST_DEVICES = 10_000;
    private static final Duration SLOWEST = Duration.ofMinutes(10);
    private static final Duration USUAL = Duration.ofMillis(20);

    private final Problems problems;

    LabForm(Problems problems) {
        this.problems = problems;
    }

    Inventory read(Fields outer) {
        Fields lab = outer.child("lab");
        outer.done();
        if (lab == null) {
            return new Inventory(List.of(), Set.of(), null, List.of());
        }
        int count = Objects.requireNonNullElse(lab.integer("devices", 1, MOST_DEVICES), 20);
        String platform = Objects.requireNonNullElse(lab.text("platform"), "cisco_iosxe");
        String transport = transport(lab);
        Duration[] latency = latency(lab);
        var spec = new LabSpec(
                count, platform, latency[0], latency[1], faults(lab, count), facts(lab, count), changes(lab, count));
        lab.done();
        return new Inventory(devices(lab, spec, transport), Set.of(), spec, List.of());
    }

    private static String transport(Fields lab) {
        String transport = Objects.requireNonNullElse(lab.text("transport"), "ssh");
        if (!TRANSPORTS.contains(transport)) {
            lab.problem(
                    "transport",
                    "`transport` of a lab is `" + transport + "`" + Suggestion.among(TRANSPORTS, transport));
        }
        return transport;
    }

    private Duration[] latency(Fields lab) {
        if (!(lab.node("latency") instanceof Mapping mapping)) {
            Duration same = Objects.requireNonNullElse(lab.duration("latency", SLOWEST), USUAL);
            return new Duration[] {same, same};
        }
        var range = new Fields(mapping, problems);
        Duration from = Objects.requireNonNullElse(range.duration("from", SLOWEST), USUAL);
        Duration to = Objects.requireNonNullElse(range.duration("to", SLOWEST), from);
        range.done();
        if (to.compareTo(from) < 0) {
            range.problem("to", "`to` (" + Durations.text(to) + ") is less than `from` (" + Durations.text(from) + ")");
        }
        return new Duration[] {from, to};
    }

    private Map<String, List<String>> faults(Fields lab, int count) {
        var faults = new LinkedHashMap<String, List<String>>();
        Fields given = lab.child("faults");
        if (given == null) {
            return faults;
        }
        for (String fault : FAULTS) {
            List<String> devices = given.texts(fault);
            Node node = given.node(fault);
            for (String device : devices) {
                if (node != null && !isDevice(device, count)) {
                    problems.add(node.mark(), "the lab has no device `" + device + "`; it has R1 to R" + count);
                }
            }
            if (!devices.isEmpty()) {
                faults.put(fault, List.copyOf(devices));
            }
        }
        given.done();
        return faults;
    }

    private Map<String, Map<String, String>> facts(Fields lab, int count) {
        var facts = new LinkedHashMap<String, Map<String, String>>();
        each(lab, "facts", count, (device, value) -> {
            Fields given = Fields.of(value, problems, "`facts` of a device");
            var known = new LinkedHashMap<String, String>();
            if (given != null && value instanceof Mapping mapping) {
                for (Node.Entry fact : mapping.entries()) {
                    known.put(fact.key(), Objects.requireNonNullElse(given.text(fact.key()), ""));
                }
            }
            facts.put(device, Map.copyOf(known));
        });
        return facts;
    }

    private Map<String, List<String>> changes(Fields lab, int count) {
        var changes = new LinkedHashMap<String, List<String>>();
        each(lab, "changes", count, (device, value) -> {
            Fields one = new Fields(
                    new Mapping(value.mark(), List.of(new Node.Entry(value.mark(), device, value))), problems);
            changes.put(device, List.copyOf(one.texts(device)));
        });
        return changes;
    }

    private void each(Fields lab, String key, int count, BiConsumer<String, Node> taker) {
        Node node = lab.node(key);
        if (node == null) {
            return;
        }
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.mark(), "`" + key + "` needs a mapping of devices, found " + node.kind());
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            if (isDevice(entry.key(), count)) {
                taker.accept(entry.key(), entry.value());
            } else {
                problems.add(entry.mark(), "the lab has no device `" + entry.key() + "`; it has R1 to R" + count);
            }
        }
    }

    private static boolean isDevice(String name, int count) {
        return name.matches("R[1-9]\\d{0,5}") && Integer.parseInt(name.substring(1)) <= count;
    }

    private static List<Device> devices(Fields lab, LabSpec spec, String transport) {
        Settings same = Settings.builder()
                .put(Setting.HOST, "127.0.0.1", lab.mark())
                .put(Setting.PORT, 0, lab.mark()) // known once the lab listens
                .put(Setting.PLATFORM, spec.platform(), lab.mark("platform"))
                .put(Setting.TRANSPORT, List.of(transport), lab.mark("transport"))
                .put(Setting.USERNAME, new SecretText("cisco"), lab.mark())
                .put(Setting.PASSWORD, new SecretText("cisco"), lab.mark())
                .put(Setting.ENABLE_PASSWORD, new SecretText("cisco"), lab.mark())
                .put(Setting.HOST_KEY, HostKeyRule.OFF, lab.mark())
                .build();
        var devices = new ArrayList<Device>(spec.devices());
        for (int i = 1; i <= spec.devices(); i++) {
            devices.add(new Device("R" + i, lab.mark(), List.of(), Map.of(), same));
        }
        return devices;
    }
}
