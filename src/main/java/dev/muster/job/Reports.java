package dev.muster.job;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names of reports. */
public final class Reports {
    /** What a run writes unless told otherwise. */
    public static final List<String> DEFAULT = List.of("csv", "json");

    private static final Set<String> KNOWN = Set.of("csv", "json", "jsonl", "files", "sessions", "junit", "md");
    private static final Set<String> LATER = Set.of("html");

    private Reports() {}

    /** Whether a report of this name can be written; if not, it is noted why. */
    public static boolean check(String name, Mark mark, Problems problems) {
        if (KNOWN.contains(name)) {
            return true;
        }
        if (LATER.contains(name)) {
            problems.add(
                    mark,
                    "report `" + name
                            + "` is not supported in this version; known: csv, files, json, jsonl, junit, md, sessions");
            return false;
        }
        var all = new ArrayList<>(KNOWN);
        all.addAll(LATER);
        all.sort(null);
        problems.add(mark, "unknown report `" + name + "`" + Suggestion.among(all, name));
        return false;
    }
}
