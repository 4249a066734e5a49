package dev.muster.lab;

import dev.muster.lab.RunningConfig.Block;
import java.util.Map;

/** What a running configuration says of an interface, as facts for a row of a table. */
final class InterfaceFacts {
    private InterfaceFacts() {}

    static Map<String, String> of(Block block) {
        boolean down = block.children().contains("shutdown");
        return Map.of(
                "name",
                block.line().substring("interface ".length()),
                "address",
                second(block, "ip address ", "unassigned"),
                "description",
                rest(block, "description "),
                "status",
                down ? "administratively down" : "up",
                "short_status",
                down ? "admin down" : "up",
                "protocol",
                down ? "down" : "up");
    }

    private static String second(Block block, String start, String otherwise) {
        String rest = rest(block, start);
        return rest.isEmpty() ? otherwise : rest.split(" ")[0];
    }

    private static String rest(Block block, String start) {
        for (String line : block.children()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        return "";
    }
}
