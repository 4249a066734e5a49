package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value holds for the row that is being collected. Options act in the order of their declaration, as in TextFSM. */
final class Cell {
    private final Value value;
    private final boolean plain;
    private @Nullable Object held;
    private @Nullable Object filled;
    private List<@Nullable Object> list = new ArrayList<>();

    Cell(Value value) {
        this.value = value;
        plain = value.options().isEmpty();
    }

    @Nullable
    Object held() {
        return held;
    }

    boolean fillsUp() {
        return !plain && value.has(Option.FILLUP);
    }

    void assign(@Nullable String matched, Machine machine) {
        held = matched;
        if (plain) {
            return;
        }
        for (Option option : value.options()) {
            switch (option) {
                case FILLDOWN -> filled = matched;
                case LIST -> list.add(element(matched, machine));
                case FILLUP, REQUIRED, KEY -> {}
            }
        }
    }

    void clear() {
        held = null;
        if (plain) {
            return;
        }
        if (value.has(Option.FILLDOWN)) {
            held = filled;
        } else if (value.has(Option.LIST)) {
            list = new ArrayList<>();
        }
    }

    void clearAll() {
        held = null;
        filled = null;
        list = new ArrayList<>();
    }

    /** False when the row must be dropped. */
    boolean save() {
        if (plain) {
            return true;
        }
        for (Option option : value.options()) {
            switch (option) {
                case REQUIRED -> {
                    if (isEmpty(held)) {
                        return false;
                    }
                }
                case LIST -> held = Collections.unmodifiableList(new ArrayList<>(list));
                case FILLDOWN, FILLUP, KEY -> {}
            }
        }
        return true;
    }

    static boolean isEmpty(@Nullable Object held) {
        return held == null || held.equals("") || (held instanceof List<?> list && list.isEmpty());
    }

    private @Nullable Object element(@Nullable String matched, Machine machine) {
        PythonRegex nested = value.nested();
        if (nested == null || matched == null) {
            return matched;
        }
        PythonMatch match = nested.match(matched, machine);
        if (match == null) {
            return matched;
        }
        Map<String, @Nullable String> groups = new LinkedHashMap<>();
        nested.groupNames().forEach((name, number) -> groups.put(name, match.group(number)));
        return Collections.unmodifiableMap(groups);
    }
}
