package dev.muster.cli;

import dev.muster.history.DeviceChange;
import dev.muster.history.DeviceChange.CheckChange;
import dev.muster.history.RunDiff.Sums;
import java.io.IOException;
import java.util.List;

/** Shows what changed between two runs. */
interface DiffPage {
    /** Shows one device, or keeps it to be shown. */
    void add(DeviceChange change) throws IOException;

    /**
     * Shows the rest.
     *
     * @param fleet what changed among the checks across devices
     */
    void end(List<CheckChange> fleet, Sums sums) throws IOException;
}
