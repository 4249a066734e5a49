package dev.muster.report;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of one check on all devices; of the devices that do not pass, the first names and one detail. */
final class CheckSum {
    private static final int NAMED = 20;
    private static final int DETAILS = 3;

    private final CheckResult first;
    private final Map<CheckStatus, Integer> counts = new EnumMap<>(CheckStatus.class);
    private final Map<CheckStatus, List<String>> names = new EnumMap<>(CheckStatus.class);
    private final Map<String, String> details = new LinkedHashMap<>();

    CheckSum(CheckResult first) {
        this.first = first;
    }

    CheckResult check() {
        return first;
    }

    void add(String device, CheckResult result) {
        counts.merge(result.status(), 1, Integer::sum);
        if (result.holds()) {
            return;
        }
        List<String> named = names.computeIfAbsent(result.status(), any -> new ArrayList<>());
        if (named.size() < NAMED) {
            named.add(device);
        }
        if (details.size() < DETAILS && !details.containsValue(result.detail())) {
            details.put(device, result.detail());
        }
    }

    int count(CheckStatus status) {
        return counts.getOrDefault(status, 0);
    }

    boolean holds() {
        return count(CheckStatus.FAIL) + count(CheckStatus.ERROR) == 0;
    }

    /** The first devices with this status, and how many more there are. */
    String named(CheckStatus status) {
        List<String> named = names.getOrDefault(status, List.of());
        int more = count(status) - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    /** Some devices that do not pass, each with another detail. */
    Map<String, String> details() {
        return details;
    }
}
