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
    public static final List<String> DEFAULT = List.of("csv", "json", "html");

    private static final Set<String> KNOWN = Set.of("csv", "json", "html", "jsonl", "files", "sessions", "junit", "md");

    private Reports() {}

    /** Whether a report of this name can be written; if not, it is noted why. */
    public static boolean check(String name, Mark mark, Problems problems) {
        if (KNOWN.contains(name)) {
            return true;
        }
        var all = new ArrayList<>(KNOWN);
        all.sort(null);
        problems.add(mark, "unknown report `" + name + "`" + Suggestion.among(all, name));
        return false;
    }
}
