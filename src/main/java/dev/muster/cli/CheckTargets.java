package dev.muster.cli;

import dev.muster.inventory.Device;
import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryAccess;
import dev.muster.inventory.InventoryFile;
import dev.muster.inventory.Selection;
import dev.muster.inventory.Selector;
import dev.muster.inventory.Setting;
import dev.muster.inventory.Settings;
import dev.muster.inventory.Sourced;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom {@code muster check} looks for: the devices of files, and plain addresses. */
final class CheckTargets {
    private static final Mark COMMAND_LINE = Mark.of("command line");

    private final InventoryAccess access;
    private final Problems problems;
    private boolean addresses;

    CheckTargets(InventoryAccess access, Problems problems) {
        this.access = access;
        this.problems = problems;
    }

    /**
     * One to be checked.
     *
     * @param own its own protocol
     * @param port of its own protocol, or null for the usual one
     * @param plan how to log in, or null where nobody does
     * @param via whether a jump host or proxy is on the way, so that its address cannot be reached from here
     */
    record One(
            int index,
            String name,
            String host,
            Protocol own,
            @Nullable Integer port,
            @Nullable DevicePlan plan,
            boolean via) {}

    static boolean isFile(String text) {
        Path path = UserPath.of(text);
        return Files.exists(path) || text.matches(".*\\.(?:ya?ml|json|ini|csv|db|cfg|conf)");
    }

    boolean hasAddresses() {
        return addresses;
    }

    Inventory inventory(List<String> what, @Nullable String select, List<String> limit) throws WrongInput {
        var parts = new ArrayList<Inventory>();
        var plain = new LinkedHashSet<String>();
        for (String text : what) {
            if (isFile(text)) {
                Inventory read = InventoryFile.read(UserPath.of(text), access, problems);
                if (read != null) {
                    parts.add(read);
                }
            } else {
                plain.addAll(Addresses.of(text));
            }
        }
        if (!problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        addresses = !plain.isEmpty();
        if (addresses) {
            parts.add(new Inventory(plain.stream().map(CheckTargets::byAddress).toList(), Set.of(), null, List.of()));
        }
        Inventory all = Inventory.of(parts, problems);
        var names =
                limit.stream().map(name -> new Sourced<>(name, COMMAND_LINE)).toList();
        var wanted = new Selection(select == null ? null : new Sourced<>(select, COMMAND_LINE), List.of(), names);
        List<Device> devices =
                problems.isEmpty() ? new Selector(all, Map.of(), problems).select(wanted) : List.<Device>of();
        if (devices.isEmpty() && problems.isEmpty()) {
            throw new WrongInput("selects none of the " + all.devices().size() + " devices");
        }
        if (!problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        var others = new ArrayList<>(all.devices());
        others.removeAll(devices);
        others.addAll(all.others());
        return new Inventory(devices, all.groups(), all.lab(), all.warnings(), others);
    }

    private static Device byAddress(String address) {
        Settings settings = Settings.builder()
                .put(Setting.HOST, address, COMMAND_LINE)
                .put(Setting.PLATFORM, "terminal", COMMAND_LINE)
                .put(Setting.USERNAME, new SecretText(System.getProperty("user.name", "")), COMMAND_LINE)
                .build();
        return new Device(address, COMMAND_LINE, List.of(), Map.of(), settings);
    }

    /** Whether anybody has to log in for these protocols; none means each device's own. */
    boolean logsIn(Inventory inventory, Set<Protocol> wanted) {
        Set<Protocol> all = EnumSet.noneOf(Protocol.class);
        all.addAll(wanted);
        if (wanted.isEmpty()) {
            inventory.devices().forEach(device -> all.add(own(device)));
        }
        return all.contains(Protocol.SSH) || all.contains(Protocol.TELNET) || all.contains(Protocol.NETCONF);
    }

    static Protocol own(Device device) {
        Sourced<List<String>> transport = device.settings().get(Setting.TRANSPORT);
        String first = transport == null ? "ssh" : transport.value().getFirst();
        for (Protocol protocol : Protocol.values()) {
            if (protocol.transport().equals(first)) {
                return protocol;
            }
        }
        return Protocol.SSH;
    }

    /** Planned as if all had a command line, which is all that a login needs; a lab knows its own ways. */
    Inventory forPlan(Inventory inventory) {
        if (inventory.lab() != null) {
            return inventory;
        }
        Settings bySsh = Settings.builder()
                .put(Setting.TRANSPORT, List.of("ssh"), COMMAND_LINE)
                .build();
        List<Device> devices = inventory.devices().stream()
                .map(device -> new Device(
                        device.name(), device.mark(), device.groups(), device.data(), bySsh.over(device.settings())))
                .toList();
        return new Inventory(devices, inventory.groups(), null, inventory.warnings(), inventory.others());
    }

    List<One> unplanned(Inventory inventory) {
        return all(inventory, Map.of());
    }

    List<One> planned(Inventory inventory, Plan plan) {
        Map<String, DevicePlan> plans = new HashMap<>();
        plan.devices().forEach(device -> plans.put(device.name(), device));
        return all(inventory, plans);
    }

    private static List<One> all(Inventory inventory, Map<String, DevicePlan> plans) {
        var all = new ArrayList<One>();
        for (Device device : inventory.devices()) {
            DevicePlan plan = plans.get(device.name());
            Sourced<Integer> port = device.settings().get(Setting.PORT);
            Integer own = port == null ? null : port.value();
            boolean lab = inventory.lab() != null; // where it is, only the plan knows
            all.add(new One(
                    all.size(),
                    device.name(),
                    lab && plan != null ? plan.target().host() : device.host(),
                    own(device),
                    lab && plan != null ? Integer.valueOf(plan.target().port()) : own,
                    plan,
                    isBehind(device)));
        }
        return all;
    }

    private static boolean isBehind(Device device) {
        Sourced<?> via = device.settings().get(Setting.VIA);
        Sourced<SecretText> proxy = device.settings().get(Setting.PROXY);
        return (via != null && via.value() instanceof List<?> hops && !hops.isEmpty())
                || (proxy != null && !proxy.value().written().equals("none"));
    }
}
