package dev.muster.lab;

import dev.muster.lab.Config.Block;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running configuration says of an interface, as facts for a row of a table. */
final class InterfaceFacts {
    private static final Pattern ADDRESS = Pattern.compile("(?:^|\\s)address (\\d[\\d.]*(?:/\\d+)?)");
    private static final Pattern DESCRIPTION = Pattern.compile("^description \"?(.*?)\"?$");

    private InterfaceFacts() {}

    static Map<String, String> of(Block block) {
        boolean down = block.children().contains("shutdown") || block.children().contains("disable");
        return Map.of(
                "name",
                block.line().substring("interface ".length()),
                "address",
                first(block, ADDRESS, "unassigned"),
                "description",
                first(block, DESCRIPTION, ""),
                "status",
                down ? "administratively down" : "up",
                "short_status",
                down ? "admin down" : "up",
                "protocol",
                down ? "down" : "up");
    }

    private static String first(Block block, Pattern pattern, String otherwise) {
        for (String line : block.children()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return otherwise;
    }
}
