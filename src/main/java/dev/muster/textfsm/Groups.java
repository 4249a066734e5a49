package dev.muster.textfsm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The capturing groups met so far while a pattern is read. */
final class Groups {
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Map<Integer, Width> closed = new HashMap<>();
    private final Map<Integer, Integer> awaited = new LinkedHashMap<>();
    private int count;
    private int lookbehind = -1;

    int open() {
        return ++count;
    }

    void name(String name, int number, Tokens tokens) {
        Integer before = names.putIfAbsent(name, number);
        if (before != null) {
            throw tokens.error(
                    "redefinition of group name '" + name + "' as group " + number + "; was group " + before);
        }
    }

    void close(int number, Node body) {
        closed.put(number, Width.of(body, this));
    }

    /** A group that may be referred to here. */
    int closed(int number, Tokens tokens) {
        if (!closed.containsKey(number)) {
            throw tokens.error("cannot refer to an open group");
        }
        refuseOwnLookbehind(number, tokens);
        return number;
    }

    int named(String name, Tokens tokens) {
        Integer number = names.get(name);
        if (number == null) {
            throw tokens.error("unknown group name '" + name + "'");
        }
        return number;
    }

    /** A condition may name a group that is still to come. */
    void awaitGroup(int number, Tokens tokens) {
        awaited.putIfAbsent(number, tokens.position());
    }

    void refuseOwnLookbehind(int number, Tokens tokens) {
        if (lookbehind < 0) {
            return;
        }
        if (number <= count && !closed.containsKey(number)) {
            throw tokens.error("cannot refer to an open group");
        }
        if (number > lookbehind) {
            throw tokens.error("cannot refer to group defined in the same lookbehind subpattern");
        }
    }

    /** Says whether this is the outermost lookbehind. */
    boolean enterLookbehind() {
        boolean outermost = lookbehind < 0;
        lookbehind = outermost ? count : lookbehind;
        return outermost;
    }

    void leaveLookbehind() {
        lookbehind = -1;
    }

    Width width(int number) {
        return closed.getOrDefault(number, Width.NONE);
    }

    int count() {
        return count;
    }

    Map<String, Integer> names() {
        return names;
    }

    void requireAwaited(Tokens tokens) {
        awaited.forEach((number, position) -> {
            if (number > count) {
                throw tokens.error("invalid group reference " + number, position);
            }
        });
    }
}
