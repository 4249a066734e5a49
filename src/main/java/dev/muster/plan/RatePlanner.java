package dev.muster.plan;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.inventory.Sourced;
import dev.muster.job.Policies.Rate;
import dev.muster.transport.Hop;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which parts of the network each device belongs to. */
final class RatePlanner {
    private static final List<String> WHOLE_RUN = List.of("");

    private final Problems problems;

    RatePlanner(Problems problems) {
        this.problems = problems;
    }

    /** @param devices all devices of the run, by their index */
    List<PlannedRate> rates(List<Rate> rates, List<DevicePlan> devices) {
        return rates.stream().map(rate -> rate(rate, devices)).toList();
    }

    private PlannedRate rate(Rate rate, List<DevicePlan> devices) {
        Sourced<Expression> per = rate.per();
        if (per == null) {
            return planned(rate, "", Collections.nCopies(devices.size(), WHOLE_RUN));
        }
        var parts = new ArrayList<List<String>>(devices.size());
        for (DevicePlan device : devices) {
            try {
                parts.add(parts(per.value(), device));
            } catch (ExpressionException e) {
                problems.add(per.mark(), "`" + per.value() + "` (device " + device.name() + "): " + e.getMessage());
                break;
            }
        }
        return planned(rate, per.value().toString(), parts);
    }

    private static PlannedRate planned(Rate rate, String per, List<List<String>> parts) {
        return new PlannedRate(per, rate.loginsPerSecond(), rate.maxWorkers(), parts);
    }

    private static List<String> parts(Expression per, DevicePlan device) throws ExpressionException {
        Hop via = device.target().access().via();
        Map<String, @Nullable Object> names = new LinkedHashMap<>(device.names());
        names.put("via", via == null ? "" : via.name());
        Object value = per.value(names);
        Set<String> parts = new LinkedHashSet<>();
        if (value instanceof Iterable<?> several) {
            several.forEach(part -> parts.add(String.valueOf(part)));
        } else if (value != null) {
            parts.add(value.toString());
        }
        parts.remove("");
        return List.copyOf(parts);
    }
}
