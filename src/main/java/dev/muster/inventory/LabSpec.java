package dev.muster.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An embedded lab in place of an inventory: {@code inventory: {lab: {devices: 24}}}.
 *
 * @param devices how many, named R1, R2 ...
 * @param platform what they answer as
 * @param quickest the wait before each answer of the first device
 * @param slowest the wait before each answer of the last device; those between are spread evenly
 * @param faults fault name to the devices that have it
 * @param facts of devices that differ from a fresh one, by name
 * @param changes of the running configuration that are not saved, by device
 */
public record LabSpec(
        int devices,
        String platform,
        Duration quickest,
        Duration slowest,
        Map<String, List<String>> faults,
        Map<String, Map<String, String>> facts,
        Map<String, List<String>> changes) {}
