package dev.muster.inventory;

import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices that can be reached.
 *
 * @param devices in the file's order, with unique names
 * @param groups the names of all groups
 * @param lab the lab that must be started before the devices can be reached, or null
 * @param warnings what works but is unwise
 * @param others devices that were not taken, but may be named as jump hosts
 */
public record Inventory(
        List<Device> devices, Set<String> groups, @Nullable LabSpec lab, List<Problem> warnings, List<Device> others) {

    public Inventory {
        devices = List.copyOf(devices);
        groups = Set.copyOf(groups);
        warnings = List.copyOf(warnings);
        others = List.copyOf(others);
    }

    public Inventory(List<Device> devices, Set<String> groups, @Nullable LabSpec lab, List<Problem> warnings) {
        this(devices, groups, lab, warnings, List.of());
    }

    /** Several inventories as one; a device that two of them have must be the same in both, and only one can be a lab. */
    public static Inventory of(List<Inventory> parts, Problems problems) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var list = new DeviceList(problems);
        var groups = new HashSet<String>();
        var warnings = new ArrayList<Problem>();
        var others = new ArrayList<Device>();
        LabSpec lab = null;
        for (Inventory part : parts) {
            part.devices.forEach(part.lab == null ? list::addUnlessKnown : list::add);
            groups.addAll(part.groups);
            others.addAll(part.others);
            warnings.addAll(part.warnings);
            if (lab != null && part.lab != null) {
                problems.add(part.devices.get(0).mark(), "a second lab; a run has one at most");
            }
            lab = part.lab != null ? part.lab : lab;
        }
        return new Inventory(list.devices(), groups, lab, warnings, others);
    }

    Inventory withWarning(Problem warning) {
        var all = new ArrayList<>(warnings);
        all.add(warning);
        return new Inventory(devices, groups, lab, all, others);
    }
}
