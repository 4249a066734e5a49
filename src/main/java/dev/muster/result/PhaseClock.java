package dev.muster.result;

/** Told when a device's work enters its next phase; each phase ends where the next begins. */
public interface PhaseClock {

    /** From now on, time belongs to this phase. */
    void enter(Phase phase);
}
