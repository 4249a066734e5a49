package dev.muster.plan;

import dev.muster.expression.Expression;
import dev.muster.job.Step;
import dev.muster.netconf.Operation;
import dev.muster.parse.Parsing;
import dev.muster.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A step as it will run on one device: commands chosen for its platform, templates filled in. */
public sealed interface PlannedStep {

    /** The step's name in results. */
    String name();

    /** The condition to run it, or null for always. */
    @Nullable
    Expression when();

    /** How long each of its commands may take. */
    Duration limit();

    /** What results show as its command when it never ran. */
    List<String> commands();

    /** Whether it may change the device, so that it must never be repeated unasked. */
    default boolean changes() {
        return switch (this) {
            case Show show -> false;
            case Expect expect -> !expect.commands().isEmpty();
            case Configure configure -> true;
            case Commit commit -> true;
            case Dialogue dialogue -> true;
            case Copy copy -> true;
            case Reload reload -> true;
            case Ping ping -> false;
            case Netconf netconf -> netconf.operations().stream().anyMatch(Operation::changes);
        };
    }

    /** Whether it talks to the device's command line. */
    default boolean byCommandLine() {
        return switch (this) {
            case Show show -> true;
            case Expect expect -> true;
            case Configure configure -> true;
            case Commit commit -> true;
            case Dialogue dialogue -> true;
            case Copy copy -> true;
            case Reload reload -> true;
            case Ping ping -> false;
            case Netconf netconf -> false;
        };
    }

    /** Whether it is done without a session with the device. */
    default boolean isFromHere() {
        return this instanceof Ping;
    }

    /** Commands that only read. */
    record Show(String name, @Nullable Expression when, Duration limit, List<String> commands, ShowOptions options)
            implements PlannedStep {}

    /**
     * How the answer to a command is read.
     *
     * @param stripCommand whether the echo of the command is removed
     * @param stripPrompt whether the prompt at the end is removed
     * @param strict whether an answer without a prompt is a failure; if not, what came until the limit is the answer
     * @param pattern the ending to wait for in place of the prompt, or null
     * @param refusedWhen more lines by which a device rejects a command, beside the platform's
     * @param parse how it becomes rows, or null when nobody wants them
     * @param until what must become true of the answer, or null
     * @param ends whether the command ends the session
     */
    record ShowOptions(
            boolean stripCommand,
            boolean stripPrompt,
            boolean strict,
            @Nullable Pattern pattern,
            List<Pattern> refusedWhen,
            @Nullable Parsing parse,
            @Nullable Until until,
            boolean ends) {
        /** What holds where a step says nothing. */
        public static final ShowOptions DEFAULT = new ShowOptions(true, true, true, null, List.of(), null, null, false);
    }

    /**
     * A command is sent again until a condition holds.
     *
     * @param every how long to wait between the end of one and the next
     * @param times how often it is sent at most
     */
    record Until(Expression condition, Duration every, int times) {}

    /** A conversation by hand: wait for endings, send texts. */
    record Expect(String name, @Nullable Expression when, Duration limit, List<Exchange> exchanges, boolean strict)
            implements PlannedStep {

        @Override
        public List<String> commands() {
            return exchanges.stream()
                    .filter(exchange -> exchange instanceof Exchange.Send)
                    .map(exchange -> ((Exchange.Send) exchange).display())
                    .toList();
        }
    }

    /** One line of an {@link Expect} step. */
    sealed interface Exchange {
        /** Read until one of several endings comes. */
        record Until(List<Pattern> endings) implements Exchange {}

        /** Send a line; a hidden one never shows in results. */
        record Send(Secret text, boolean hidden) implements Exchange {
            /** The text, or stars. */
            public String display() {
                return hidden ? text.toString() : text.reveal();
            }
        }
    }

    /** Lines that change the configuration, each as it is typed. */
    record Configure(String name, @Nullable Expression when, Duration limit, List<String> commands, Step.Change change)
            implements PlannedStep {}

    /** Confirms a commit that waits for it. */
    record Commit(String name, @Nullable Expression when, Duration limit) implements PlannedStep {
        @Override
        public List<String> commands() {
            return List.of("commit confirm");
        }
    }

    /**
     * A command that asks back.
     *
     * @param ends whether it ends the session
     */
    record Dialogue(String name, @Nullable Expression when, Duration limit, List<Turn> turns, boolean ends)
            implements PlannedStep {
        @Override
        public List<String> commands() {
            return turns.stream().map(turn -> turn.send().display()).toList();
        }
    }

    /**
     * A line sent and what ends the answer to it.
     *
     * @param expect one of these; empty for the prompt
     */
    record Turn(Exchange.Send send, List<Pattern> expect) {}

    /**
     * A file to or from a device.
     *
     * @param limit for the whole
     * @param local the file of this machine; of a download only its name
     * @param shown the local file as users wrote it
     * @param remote the file of the device
     * @param idle how long no byte may move
     */
    record Copy(
            String name,
            @Nullable Expression when,
            Duration limit,
            Step.Direction direction,
            Path local,
            String shown,
            String remote,
            Step.Verify verify,
            Step.Method method,
            Duration idle)
            implements PlannedStep {
        @Override
        public List<String> commands() {
            boolean put = direction == Step.Direction.PUT;
            return List.of("copy " + (put ? shown : remote) + " -> " + (put ? remote : shown));
        }
    }

    /**
     * Asks the device's address for echoes, from this machine.
     *
     * @param limit for all of them
     */
    record Ping(String name, @Nullable Expression when, Duration limit, String host, int count) implements PlannedStep {
        @Override
        public List<String> commands() {
            return List.of("ping " + host);
        }
    }

    /**
     * Operations by NETCONF.
     *
     * @param limit for each of them
     * @param parse how the answer becomes rows, or null when nobody wants them
     * @param pretty whether answers are indented
     */
    record Netconf(
            String name,
            @Nullable Expression when,
            Duration limit,
            List<Operation> operations,
            @Nullable Parsing parse,
            boolean pretty)
            implements PlannedStep {
        /** Each operation, and below it the XML that was given with it. */
        @Override
        public List<String> commands() {
            return operations.stream()
                    .map(operation -> operation.shown()
                            + (operation.xml() == null
                                    ? ""
                                    : "\n" + operation.xml().strip()))
                    .toList();
        }
    }

    /**
     * Starts the device again.
     *
     * @param limit for the command and its questions
     * @param save whether unsaved changes are kept
     * @param patience until the device is back
     */
    record Reload(
            String name, @Nullable Expression when, Duration limit, String command, boolean save, Duration patience)
            implements PlannedStep {
        @Override
        public List<String> commands() {
            return List.of(command);
        }
    }
}
