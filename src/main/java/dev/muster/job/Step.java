package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.parse.Parsing;
import dev.muster.yaml.Mark;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A step of a job, before it is made to fit a device. */
public sealed interface Step {

    /** What every kind of step has. */
    Head head();

    /**
     * What every kind of step has.
     *
     * @param name unique in the job
     * @param when the condition to run it, or null for always
     * @param limit for each of its commands, or null for the device's
     */
    record Head(
            String name,
            Mark mark,
            @Nullable Sourced<Expression> when,
            @Nullable Duration limit) {}

    /** Commands that only read. */
    record Show(Head head, Commands commands, Options options) implements Step {}

    /** Which commands go to which platform. */
    sealed interface Commands {
        /** The same for every device. */
        record Same(List<Sourced<Template>> commands) implements Commands {}

        /** Others for other platforms. */
        record ByPlatform(List<Choice> choices) implements Commands {}

        /** The commands of one platform. */
        record Choice(Sourced<String> platform, List<Sourced<Template>> commands) {}
    }

    /**
     * How an answer is read.
     *
     * @param pattern the ending to wait for in place of the prompt, or null
     * @param strict whether an answer without its ending is a failure
     * @param parse how it becomes rows, or null when nobody wants them
     * @param until what must become true of the answer, or null
     */
    record Options(
            boolean stripCommand,
            boolean stripPrompt,
            boolean strict,
            @Nullable Pattern pattern,
            List<Pattern> refusedWhen,
            @Nullable Parsing parse,
            @Nullable Until until) {}

    /**
     * A command is sent again until a condition holds.
     *
     * @param every how long to wait between the end of one and the next
     * @param times how often it is sent at most
     */
    record Until(Sourced<Expression> condition, Duration every, int times) {}

    /** A conversation by hand. */
    record Expect(Head head, List<Line> lines, boolean strict) implements Step {}

    /** One line of a conversation. */
    sealed interface Line {
        /** Read until one of these endings comes. */
        record Until(List<Pattern> endings) implements Line {}

        /**
         * Send a line.
         *
         * @param text a template that may hold references to secrets
         */
        record Send(Sourced<Template> text, boolean hidden) implements Line {}
    }

    /**
     * Lines that change the configuration.
     *
     * @param lines templates; one may give several lines, as a banner does
     */
    record Configure(Head head, List<Sourced<Template>> lines, Change change) implements Step {}

    /**
     * How a change is made.
     *
     * @param stopOnRefusal whether a refused line ends the step before the next is sent
     * @param save whether the configuration is kept afterwards
     * @param comment for the commit of platforms that have one, or null
     * @param confirmed how long the device waits for a confirmation before it takes the change back, or null for a commit
     *     that needs none
     */
    record Change(
            boolean stopOnRefusal,
            boolean save,
            @Nullable String comment,
            @Nullable Duration confirmed) {
        /** What holds where a step says nothing. */
        static final Change USUAL = new Change(true, false, null, null);
    }

    /** Confirms a commit that waits for it. */
    record Commit(Head head) implements Step {}

    /** A command that asks back. */
    record Dialogue(Head head, List<Turn> turns) implements Step {}

    /**
     * A line sent and what the device answers to it.
     *
     * @param expect one of these ends the answer; empty for the prompt
     */
    record Turn(Line.Send send, List<Pattern> expect) {}
}
