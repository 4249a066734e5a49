package dev.muster.cli;

import dev.muster.platform.Api;
import dev.muster.platform.Normal;
import dev.muster.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a platform says of its API and its common columns, for people. */
final class ApiText {
    private ApiText() {}

    /** Names and values. */
    static List<Map.Entry<String, String>> lines(Platform platform) {
        var lines = new ArrayList<Map.Entry<String, String>>();
        Api api = platform.api();
        if (api != null) {
            String where = (api.tls() ? "https" : "http") + ", port " + api.port();
            lines.add(Map.entry("api", api.kind().label() + " at " + api.path() + ", " + where));
            if (api.json() != null) {
                lines.add(Map.entry("  json", "`" + api.json() + "`"));
            }
            if (api.kind() == Api.Kind.REST) {
                lines.add(Map.entry("  accept", api.accept()));
            }
            if (api.text() != null) {
                lines.add(Map.entry("  text", api.text()));
            }
            new TreeMap<>(api.commands())
                    .forEach((command, path) -> lines.add(Map.entry("  command", "`" + command + "` is " + path)));
        }
        new TreeMap<>(platform.columns()).forEach((command, normal) -> columns(command, normal, lines));
        return lines;
    }

    private static void columns(String command, Normal normal, List<Map.Entry<String, String>> lines) {
        String rows = normal.rows().isEmpty() ? "" : ", rows at " + normal.rows();
        lines.add(Map.entry("columns", "of `" + command + "`" + rows));
        normal.columns().forEach((name, column) -> {
            String kept = column.keep() == null ? "" : ", of it " + column.keep();
            lines.add(Map.entry(
                    "  " + name,
                    "textfsm " + String.join(" or ", column.textfsm()) + "; api " + String.join(" or ", column.api())
                            + kept));
        });
    }
}
