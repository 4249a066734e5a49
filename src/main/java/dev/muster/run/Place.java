package dev.muster.run;

import dev.muster.scope.Permits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One device's place among those that are worked on at the same time: first in its parts of the network, then in the run, so
 * that a device whose site is busy takes no place from another site. Used by one thread at a time.
 */
final class Place {
    private final List<Permits> permits;
    private final List<Part> parts;
    private final Permits run;
    private final Stop stop;
    private final List<Permits> taken = new ArrayList<>();

    Place(List<Part> parts, Permits run, Stop stop) {
        this.permits =
                parts.stream().map(Part::permits).filter(Objects::nonNull).toList();
        this.parts = parts;
        this.run = run;
        this.stop = stop;
    }

    /** Waits for the place and for the moment at which the device may be connected to; false when there will be none. */
    boolean take() throws InterruptedException {
        for (Permits each : permits) {
            if (!take(each)) {
                return false;
            }
        }
        while (isPaced() && take(run)) {
            if (parts.stream().allMatch(Part::tryConnect)) {
                return true;
            }
            run.release(); // another was faster: wait without a place in the run
            taken.removeLast();
        }
        leave();
        return false;
    }

    private boolean take(Permits each) throws InterruptedException {
        if (each.acquire()) {
            taken.add(each);
            return true;
        }
        leave();
        return false;
    }

    /** Waits until every part lets one connect; false when the run is stopped first. */
    private boolean isPaced() throws InterruptedException {
        for (Part part : parts) {
            if (!part.awaitConnect(stop.noMore())) {
                return false;
            }
        }
        return true;
    }

    /** Leaves the place to another device, if it is held. */
    void leave() {
        while (!taken.isEmpty()) {
            taken.removeLast().release();
        }
    }
}
