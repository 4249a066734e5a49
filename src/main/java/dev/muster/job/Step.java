package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.netconf.Operation;
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
     * @param ends whether the command ends the session
     */
    record Options(
            boolean stripCommand,
            boolean stripPrompt,
            boolean strict,
            @Nullable Pattern pattern,
            List<Pattern> refusedWhen,
            @Nullable Parsing parse,
            @Nullable Until until,
            boolean ends) {}

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
     * @param session the name of a configuration session to make it in, or null for none
     * @param candidate which configuration is edited
     * @param check whether the platform's own check of the candidate comes before the commit
     * @param comment for the commit of platforms that have one, or null
     * @param label the same for its label
     * @param confirmed how long the device waits for a confirmation before it takes the change back, or null for a commit
     *     that needs none
     */
    record Change(
            boolean stopOnRefusal,
            boolean save,
            @Nullable String session,
            Candidate candidate,
            boolean check,
            @Nullable String comment,
            @Nullable String label,
            @Nullable Duration confirmed) {
        /** What holds where a step says nothing. */
        static final Change USUAL = new Change(true, false, null, Candidate.USUAL, false, null, null, null);
    }

    /** Which configuration a change edits. */
    enum Candidate {
        /** The one that the platform's usual command gives. */
        USUAL,
        /** The one that all share, while nobody else can change it. */
        EXCLUSIVE,
        /** A copy of one's own. */
        PRIVATE
    }

    /** Confirms a commit that waits for it. */
    record Commit(Head head) implements Step {}

    /**
     * A command that asks back.
     *
     * @param ends whether it ends the session
     */
    record Dialogue(Head head, List<Turn> turns, boolean ends) implements Step {}

    /**
     * A line sent and what the device answers to it.
     *
     * @param expect one of these ends the answer; empty for the prompt
     */
    record Turn(Line.Send send, List<Pattern> expect) {}

    /**
     * A file to or from a device.
     *
     * @param from where it is
     * @param to where it goes, or null for the same name
     * @param idle how long no byte may move
     */
    record Copy(
            Head head,
            Direction direction,
            Sourced<Template> from,
            @Nullable Sourced<Template> to,
            Verify verify,
            Method method,
            Duration idle)
            implements Step {}

    /** Which way a file goes. */
    enum Direction {
        /** To the device. */
        PUT,
        /** From the device. */
        GET
    }

    /** How it is proved that a file arrived. */
    enum Verify {
        /** By the best checksum that the device makes itself, else by its size. */
        AUTO,
        MD5,
        SHA256,
        SHA512,
        NONE
    }

    /** By which protocol a file goes. */
    enum Method {
        /** The platform's, else SFTP, else SCP. */
        AUTO,
        SFTP,
        SCP
    }

    /** Asks the device's address for echoes, from this machine. */
    record Ping(Head head, int count) implements Step {}

    /**
     * Operations by NETCONF, one after the other up to the first that fails.
     *
     * @param parse how the answer becomes rows, or null when nobody wants them
     * @param pretty whether answers are indented
     */
    record Netconf(
            Head head, List<Request> requests, @Nullable Parsing parse, boolean pretty) implements Step {}

    /**
     * One operation.
     *
     * @param operation with its XML as it was written
     * @param xml the same as a template with its place, or null where the operation has none
     * @param exact whether nothing is filled in
     */
    record Request(Operation operation, @Nullable Sourced<Template> xml, Mark mark, boolean exact) {
        /** Whether it is the same for every device. */
        public boolean isPlain() {
            return exact || xml == null || xml.value().isPlain();
        }
    }

    /**
     * Starts the device again and waits until it is back.
     *
     * @param command in place of the platform's, or null
     * @param save whether unsaved changes of the configuration are kept
     * @param patience until the device is back
     */
    record Reload(Head head, @Nullable Sourced<Template> command, boolean save, Duration patience) implements Step {
        /** How long a device may be away where a step says nothing. */
        public static final Duration USUAL_WAIT = Duration.ofMinutes(10);
    }
}
