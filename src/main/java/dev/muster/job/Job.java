package dev.muster.job;

import dev.muster.inventory.Inventory;
import dev.muster.inventory.Selection;
import dev.muster.inventory.Sourced;
import dev.muster.schedule.Schedule;
import dev.muster.yaml.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file has it; inventories that it names are not read yet.
 *
 * @param mark the job's file; "command line" for an ad hoc job
 * @param inventories where its devices come from; empty when it leaves that to the command line
 * @param vars free-form values for expressions
 * @param checks what is expected of its devices
 * @param reports names of reports, each known
 * @param schedule when {@code muster schedule} runs it; null when it does not
 */
public record Job(
        String name,
        String description,
        Mark mark,
        List<Source> inventories,
        Selection selection,
        Map<String, @Nullable Object> vars,
        RunOptions run,
        List<Step> steps,
        List<JobCheck> checks,
        List<String> reports,
        @Nullable Schedule schedule) {

    /** Where devices come from. */
    public sealed interface Source {
        /** A file of any supported form. */
        record File(Sourced<Path> path) implements Source {}

        /** Devices, or a lab, inside the job file. */
        record Inline(Inventory inventory) implements Source {}

        /** Something in the job file with mistakes, which are reported. */
        record Broken() implements Source {}
    }

    public Job {
        inventories = List.copyOf(inventories);
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        reports = List.copyOf(reports);
    }
}
