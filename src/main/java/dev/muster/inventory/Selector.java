package dev.muster.inventory;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks devices of one inventory. */
public final class Selector {
    private final Inventory inventory;
    private final Map<String, @Nullable Object> vars;
    private final Set<String> dataKeys;
    private final Problems problems;

    /** @param vars the job's variables, for expressions */
    public Selector(Inventory inventory, Map<String, @Nullable Object> vars, Problems problems) {
        this.inventory = inventory;
        this.vars = vars;
        this.problems = problems;
        this.dataKeys = dataKeys(inventory.devices());
    }

    /** What any of these devices has under {@code data}. */
    public static Set<String> dataKeys(Collection<Device> devices) {
        var keys = new TreeSet<String>();
        devices.forEach(device -> keys.addAll(device.data().keySet()));
        return keys;
    }

    /** The devices meant, in the inventory's order; empty, with the reasons noted, when there are none. */
    public List<Device> select(Selection selection) {
        int before = problems.size();
        var names = known(selection.names(), allNames(), "device");
        var groups = known(selection.groups(), inventory.groups(), "group");
        Sourced<String> expression = selection.expression();
        var test = expression == null ? null : new Expression(expression.value());
        var selected = new ArrayList<Device>();
        for (Device device : inventory.devices()) {
            boolean listed = (names.isEmpty() || names.contains(device.name()))
                    && (groups.isEmpty() || device.groups().stream().anyMatch(groups::contains));
            if (listed && (expression == null || test == null || passes(device, test, expression))) {
                selected.add(device);
            }
            if (problems.size() > before) {
                return List.of();
            }
        }
        return selected;
    }

    private boolean passes(Device device, Expression test, Sourced<String> expression) {
        Sourced<String> platform = device.settings().get(Setting.PLATFORM);
        var names = new DeviceNames(device, platform == null ? "" : platform.value(), vars, dataKeys);
        try {
            return test.isTrue(names);
        } catch (ExpressionException e) {
            problems.add(
                    expression.mark(),
                    "`" + test + "` cannot select (device " + device.name() + "): " + e.getMessage());
            return false;
        }
    }

    private Set<String> allNames() {
        return inventory.devices().stream().map(Device::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> known(List<Sourced<String>> wanted, Set<String> known, String what) {
        var found = new LinkedHashSet<String>();
        for (Sourced<String> name : wanted) {
            if (!known.contains(name.value())) {
                problems.add(
                        name.mark(),
                        "unknown " + what + " `" + name.value() + "`" + Suggestion.among(known, name.value()));
            }
            found.add(name.value());
        }
        return found;
    }
}
