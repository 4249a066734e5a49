package dev.muster.lab;

import dev.muster.lab.Simulation.Style;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In what a device differs from a fresh one of its platform.
 *
 * @param facts in place of those that its platform's texts name, such as {@code serial}
 * @param changes of the running configuration that nobody has saved: a line to add, {@code no} and a line to remove, or the
 *     head of a section with such lines indented below it
 */
public record LabState(Map<String, String> facts, List<String> changes) {
    /** Fresh from the box. */
    public static final LabState FRESH = new LabState(Map.of(), List.of());

    public LabState {
        facts = Map.copyOf(facts);
        changes = List.copyOf(changes);
    }

    void change(Config config, Style style) {
        for (String block : changes) {
            @Nullable String section = null;
            for (String line : block.lines().filter(each -> !each.isBlank()).toList()) {
                if (!line.startsWith(" ")) {
                    section = line.strip();
                }
                change(config, line.startsWith(" ") ? section : null, line.strip(), style);
            }
        }
    }

    private static void change(Config config, @Nullable String section, String line, Style style) {
        String no = style.negation().strip() + " ";
        if (no.length() > 1 && line.startsWith(no)) {
            config.remove(section, line.substring(no.length()));
        } else if (section == null) {
            config.keep(null, line, "");
        } else {
            config.section(section);
            config.keep(section, line, "");
        }
    }
}
