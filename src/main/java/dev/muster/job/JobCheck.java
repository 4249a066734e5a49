package dev.muster.job;

import dev.muster.audit.Check;
import dev.muster.expression.Expression;
import dev.muster.inventory.Sourced;
import dev.muster.yaml.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check with the places of what can only be judged with the steps and devices at hand.
 *
 * @param mark where it stands
 * @param of where its `of` stands, or the check itself
 * @param formulas its expressions
 * @param baseline where the path of its file stands, or null
 */
public record JobCheck(
        Check check,
        Mark mark,
        Mark of,
        List<Formula> formulas,
        @Nullable Mark baseline) {

    public JobCheck {
        formulas = List.copyOf(formulas);
    }

    /** An expression and what it may speak of. */
    public record Formula(String key, Sourced<Expression> expression, Sight sight) {}

    /** What an expression of a check may speak of. */
    public enum Sight {
        /** The device as it is known before it runs, and the job's vars. */
        DEVICE,
        /** Also what its steps gave. */
        STEPS,
        /** Also the answer that the check looks at, as `rows` and `output`. */
        ANSWER,
        /** As STEPS, and the columns of a row, which nobody knows before. */
        ROW
    }
}
