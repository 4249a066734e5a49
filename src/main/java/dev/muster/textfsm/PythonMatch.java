package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the groups of a pattern have matched; null for one that took no part. Group 0 is the whole match. */
public final class PythonMatch {
    private final List<@Nullable String> groups;
    private final Map<String, Integer> names;

    private PythonMatch(List<@Nullable String> groups, Map<String, Integer> names) {
        this.groups = groups;
        this.names = names;
    }

    static PythonMatch of(Machine machine, PythonRegex regex) {
        var groups = new ArrayList<@Nullable String>();
        for (int i = 0; i <= regex.groupCount(); i++) {
            groups.add(machine.group(i));
        }
        return new PythonMatch(Collections.unmodifiableList(groups), regex.groupNames());
    }

    public @Nullable String group(int number) {
        return groups.get(number);
    }

    /** @throws IllegalArgumentException if no group has this name */
    public @Nullable String group(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no group " + name);
        }
        return groups.get(number);
    }
}
