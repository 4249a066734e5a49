package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.expression.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that a check expects. */
public sealed interface Expectation {

    /** Whether it compares devices with each other. */
    default boolean isAcrossDevices() {
        return this instanceof Unique || this instanceof Same;
    }

    /** The key of a job that asks for it. */
    String key();

    /**
     * Texts that stand in some line, or in none.
     *
     * @param wanted each of them in some line; else none of them in any
     */
    record Contains(List<String> texts, boolean wanted) implements Expectation {
        @Override
        public String key() {
            return wanted ? "contains" : "not_contains";
        }
    }

    /**
     * Regular expressions that are found in some line, or in none.
     *
     * @param wanted each of them in some line; else none of them in any
     */
    record Matches(List<Pattern> patterns, boolean wanted) implements Expectation {
        @Override
        public String key() {
            return wanted ? "matches" : "not_matches";
        }
    }

    /**
     * Whole lines of a configuration that are there, or are not.
     *
     * @param wanted whether they must be there
     */
    record Lines(List<WantedLine> lines, boolean wanted) implements Expectation {
        @Override
        public String key() {
            return wanted ? "lines_present" : "lines_absent";
        }
    }

    /** Sections of a configuration; of those with such a head, each has the lines below it, and there is at least one. */
    record Sections(List<WantedLine> heads) implements Expectation {
        @Override
        public String key() {
            return "section";
        }
    }

    /** Something that is true. */
    record That(Expression condition) implements Expectation {
        @Override
        public String key() {
            return "that";
        }
    }

    /**
     * Something that is true of rows.
     *
     * @param all of each of them; else of at least one
     */
    record Rows(Expression condition, boolean all) implements Expectation {
        @Override
        public String key() {
            return all ? "rows_all" : "rows_any";
        }
    }

    /**
     * How many rows, or lines, there are.
     *
     * @param where which rows count, or null for all
     * @param matches lines in which this is found count in place of rows, or null
     * @param least at least so many
     * @param most at most so many
     */
    record Count(@Nullable Expression where, @Nullable Pattern matches, int least, int most) implements Expectation {
        @Override
        public String key() {
            return "count";
        }
    }

    /**
     * The answer is the text of a file.
     *
     * @param file its path, from {@code folder}
     */
    record SameAsFile(Template file, Path folder) implements Expectation {
        /**
         * The file for one device.
         *
         * @param device what is known of it before it runs
         */
        public Path path(Map<String, ?> device) throws ExpressionException {
            return folder.resolve(file.render(device)).normalize();
        }

        @Override
        public String key() {
            return "same_as";
        }
    }

    /**
     * The answer is that of an earlier run.
     *
     * @param skipsFirst whether a first run, which has nothing to compare with, is none of its business
     */
    record SameAsLastRun(boolean skipsFirst) implements Expectation {
        @Override
        public String key() {
            return "same_as";
        }
    }

    /** The answer is that to another command or step of the same run. */
    record SameAsStep(String of) implements Expectation {
        @Override
        public String key() {
            return "same_as";
        }
    }

    /** No two devices have the same value. */
    record Unique(Expression value) implements Expectation {
        @Override
        public String key() {
            return "unique";
        }
    }

    /** All devices have the same value. */
    record Same(Expression value) implements Expectation {
        @Override
        public String key() {
            return "same";
        }
    }
}
