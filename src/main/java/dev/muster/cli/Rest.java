package dev.muster.cli;

import dev.muster.journal.RunState;
import dev.muster.journal.RunState.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a resume has to do. */
final class Rest {
    private final RunState state;
    private final boolean rerunUnknown;

    Rest(RunState state, boolean rerunUnknown) {
        this.state = state;
        this.rerunUnknown = rerunUnknown;
    }

    /** The devices to run, by name. */
    Set<String> names() {
        var names = new HashSet<String>();
        for (int index = 0; index < state.devices().size(); index++) {
            Standing standing = state.standing(index);
            if (standing == Standing.TO_RUN || (standing == Standing.UNKNOWN && rerunUnknown)) {
                names.add(state.devices().get(index).name());
            }
        }
        return names;
    }

    /** The devices of which only a user can say whether they may be run again, and that have no result yet. */
    List<Integer> withoutResult() {
        return rerunUnknown
                ? List.of()
                : state.standings(Standing.UNKNOWN).stream()
                        .filter(index -> state.status(index) == null)
                        .toList();
    }

    boolean isEmpty() {
        return names().isEmpty() && withoutResult().isEmpty();
    }

    /** How many devices wait for a user's word. */
    int asks() {
        return rerunUnknown ? 0 : state.standings(Standing.UNKNOWN).size();
    }

    /** What a user is told of them. */
    static String asks(int devices) {
        return devices + (devices == 1 ? " device was" : " devices were")
                + " in the midst of a change; look at what was done, then --rerun-unknown runs "
                + (devices == 1 ? "it" : "them") + " again";
    }
}
