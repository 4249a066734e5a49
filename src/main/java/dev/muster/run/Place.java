package dev.muster.run;

import dev.muster.scope.Permits;

/** One device's place among those that are worked on at the same time. Used by one thread at a time. */
final class Place {
    private final Permits permits;
    private boolean taken;

    Place(Permits permits) {
        this.permits = permits;
    }

    /** Waits for a place, unless it is held already; false when there will be none. */
    boolean take() throws InterruptedException {
        taken = taken || permits.acquire();
        return taken;
    }

    /** Leaves the place to another device, if it is held. */
    void leave() {
        if (taken) {
            taken = false;
            permits.release();
        }
    }
}
