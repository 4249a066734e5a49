package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects devices and watches over their names. */
final class DeviceList {
    private static final int LONGEST_NAME = 255;

    private final Problems problems;
    private final Map<String, Mark> names = new LinkedHashMap<>();
    private final List<Device> devices = new ArrayList<>();

    DeviceList(Problems problems) {
        this.problems = problems;
    }

    void add(Device device) {
        String name = device.name();
        if (name.isBlank()) {
            problems.add(device.mark(), "a device needs a `host` (and may have a `name`)");
            return;
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    device.mark(),
                    "a device's name has at most " + LONGEST_NAME + " characters and none of them invisible");
            return;
        }
        Mark first = names.putIfAbsent(name, device.mark());
        if (first != null) {
            problems.add(device.mark(), "duplicate device name `" + name + "`; the first is at " + first);
            return;
        }
        devices.add(device);
    }

    /** Adds a device of another source; one that says the same of a known device is the same device. */
    void addUnlessKnown(Device device) {
        if (names.containsKey(device.name())) {
            Device known = devices.stream()
                    .filter(other -> other.name().equals(device.name()))
                    .findFirst()
                    .orElse(device);
            String difference = SameDevice.difference(known, device);
            if (!difference.isEmpty()) {
                problems.add(
                        device.mark(),
                        "duplicate device name `" + device.name() + "`; the first is at " + known.mark()
                                + " and has another " + difference);
            }
            return;
        }
        add(device);
    }

    boolean isEmpty() {
        return devices.isEmpty();
    }

    List<Device> devices() {
        return devices;
    }
}
