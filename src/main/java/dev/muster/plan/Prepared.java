package dev.muster.plan;

import dev.muster.inventory.LabSpec;
import dev.muster.yaml.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan that can run, and what must be done or said before it does.
 *
 * @param lab the lab to start first, or null; its devices have port 0 in the plan until then
 * @param warnings what works but is unwise
 */
public record Prepared(Plan plan, @Nullable LabSpec lab, List<Problem> warnings) {}
