package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedRate;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Pacer;
import dev.muster.scope.Permits;
import dev.muster.scope.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the network that is spared, such as a site: how many devices of it at once, how many logins a second. */
final class Part {
    private static final Duration WHILE_CROWDED = Duration.ofMillis(50);

    private final @Nullable Permits permits;
    private final @Nullable Pacer connects;
    private final @Nullable Window logins;

    private Part(PlannedRate rate, Stop stop) {
        Integer most = rate.maxWorkers();
        Double perSecond = rate.loginsPerSecond();
        permits = most == null ? null : new Permits(most);
        connects = perSecond == null ? null : new Pacer(perSecond);
        logins = perSecond == null ? null : new Window(perSecond);
        if (permits != null) {
            stop.noMore().then(permits::close);
        }
    }

    @Nullable
    Permits permits() {
        return permits;
    }

    /** Waits until it may be connected to, as far as is known; false when given up first. */
    boolean awaitConnect(Event givenUp) throws InterruptedException {
        if (connects != null && logins != null) {
            for (Deadline next = connects.next(); next.left() > 0 || logins.isCrowded(); next = connects.next()) {
                Deadline again = next.left() > 0 ? next : Deadline.in(WHILE_CROWDED);
                if (givenUp.await(again)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes the moment for a connection, if it is now. */
    boolean tryConnect() {
        return connects == null || connects.tryPass();
    }

    /** Waits for the moment for a connection. */
    void connect(Event givenUp) throws InterruptedException {
        if (connects != null) {
            var unused = connects.pass(givenUp);
        }
    }

    /** Counts logins, for connections take more or less time to come that far. */
    @Nullable
    Window logins() {
        return logins;
    }

    /** The parts of each device, by its index; in the same order for all, so that no two wait for each other. */
    static List<List<Part>> of(List<PlannedRate> rates, List<DevicePlan> devices, Stop stop) {
        int count = devices.stream().mapToInt(DevicePlan::index).max().orElse(-1) + 1;
        var parts = new ArrayList<List<Part>>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        for (PlannedRate rate : rates) {
            Map<String, Part> known = new HashMap<>();
            for (DevicePlan device : devices) {
                rate.parts().get(device.index()).stream()
                        .sorted()
                        .map(name -> known.computeIfAbsent(name, unknown -> new Part(rate, stop)))
                        .forEach(parts.get(device.index())::add);
            }
        }
        return parts;
    }
}
