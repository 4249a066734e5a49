package dev.muster.session;

import dev.muster.platform.Block;
import dev.muster.platform.Commit;
import dev.muster.platform.Configuration;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.Save;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.session.Prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes the configuration of a device line by line. A refused line is named and, unless told otherwise, ends the change;
 * the device is left outside configuration mode in any case, and what a candidate held is dropped.
 */
final class Configurator {
    private final Platform platform;
    private final Change change;
    private final Passage passage;
    private final Committer committer;
    private final List<String> refused = new ArrayList<>();

    Configurator(Platform platform, Typist typist, Change change, Prompt at) {
        this.platform = platform;
        this.change = change;
        this.passage = new Passage(platform, typist, change, at);
        this.committer = new Committer(platform, passage, change);
    }

    /**
     * Makes the change; gives the last prompt.
     *
     * @throws DeviceException with kind {@code refused_command} when the device rejected a line or the commit; the device is
     *     out of configuration mode then
     */
    Prompt run() throws DeviceException, InterruptedException {
        Configuration configuration = configuration();
        String goal = goal(configuration);
        passage.go(goal);
        Commit commit = committer.here();
        if (change.confirmed() != null && (commit == null || commit.confirmed() == null)) {
            String prompt = passage.at().text();
            passage.go(platform.defaultMode());
            throw new DeviceException(
                    impossible("changes take effect at once at the prompt " + prompt + ", none waits to be confirmed"));
        }
        lines(configuration, goal);
        if (!refused.isEmpty() && change.stopOnRefusal()) {
            Failure refusal = refusal(commit);
            committer.drop(commit);
            throw new DeviceException(refusal);
        }
        if (commit != null) {
            committer.commit(commit);
        }
        if (change.save() && refused.isEmpty()) {
            save();
        }
        passage.go(platform.defaultMode());
        if (!refused.isEmpty()) {
            throw new DeviceException(refusal(commit));
        }
        return passage.at();
    }

    /** Confirms an earlier commit that waits for it; gives the last prompt. */
    Prompt confirm() throws DeviceException, InterruptedException {
        Configuration configuration = platform.configuration();
        Commit commit = platform.commit();
        if (configuration == null || commit == null || commit.confirm() == null) {
            throw new DeviceException(impossible("platform " + platform.id() + " has no commit to confirm"));
        }
        String why = committer.confirm(configuration, commit, commit.confirm());
        if (why != null) {
            throw new DeviceException(
                    FailureKind.REFUSED_COMMAND, Stage.STEP, "the commit could not be confirmed: " + why);
        }
        return passage.at();
    }

    /** How the platform is configured, when it can do all that is wanted. */
    private Configuration configuration() throws DeviceException {
        Configuration configuration = platform.configuration();
        if (configuration == null) {
            throw new DeviceException(impossible("platform " + platform.id() + " has no configuration mode"));
        }
        Commit commit = platform.commit();
        String missing = change.confirmed() != null && (commit == null || commit.confirmed() == null)
                ? "cannot commit with a confirmation"
                : change.session() != null && configuration.session() == null
                        ? "has no configuration sessions"
                        : switch (change.candidate()) {
                            case USUAL -> null;
                            case EXCLUSIVE ->
                                configuration.exclusive() == null ? "cannot be configured exclusively" : null;
                            case PRIVATE -> configuration.privately() == null ? "has no private candidate" : null;
                        };
        if (missing != null) {
            throw new DeviceException(impossible("platform " + platform.id() + " " + missing));
        }
        return configuration;
    }

    private String goal(Configuration configuration) {
        return change.session() != null && configuration.session() != null
                ? configuration.session()
                : configuration.mode();
    }

    private static Failure impossible(String why) {
        return Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, why + "; nothing was sent");
    }

    private void lines(Configuration configuration, String goal) throws DeviceException, InterruptedException {
        List<String> lines = change.lines();
        for (int i = 0; i < lines.size(); i++) {
            int block = blockFrom(configuration, lines, i);
            Typed typed = block > 1 ? passage.typeRaw(lines.subList(i, i + block)) : passage.type(lines.get(i));
            String why = typed.first(platform.refusals());
            if (why != null) {
                refused.add(named(i) + why);
                if (change.stopOnRefusal()) {
                    return;
                }
            }
            boolean last = i + block == lines.size();
            if (!last && !passage.isWithin(goal)) {
                refused.add(named(i) + "it left configuration mode before the last line; the prompt is "
                        + passage.at().text());
                return;
            }
            i += block - 1;
        }
    }

    private String named(int line) {
        return "line " + (line + 1) + " of " + change.lines().size() + ", `"
                + change.lines().get(line).strip() + "`: ";
    }

    /** How many lines from here the device reads as one block, such as a banner between two delimiters. */
    private static int blockFrom(Configuration configuration, List<String> lines, int from) {
        for (Block block : configuration.multiline()) {
            String closing = block.closing(lines.get(from));
            for (int i = from + 1; closing != null && i < lines.size(); i++) {
                if (lines.get(i).contains(closing)) {
                    return i - from + 1;
                }
            }
        }
        return 1;
    }

    /** What was refused, and what that means for the rest; asked where the device still stands behind the line. */
    private Failure refusal(@Nullable Commit commit) {
        String what = refused.getFirst() + (refused.size() > 1 ? " (and " + (refused.size() - 1) + " more)" : "");
        return Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, what + "; " + effect(commit));
    }

    private String effect(@Nullable Commit commit) {
        Mode mode = passage.mode();
        boolean stop = change.stopOnRefusal();
        if (stop && (commit != null || refused.getFirst().startsWith("line 1 of "))) {
            return "nothing took effect";
        }
        if (stop && mode != null && mode.abort() != null) {
            return "the block that it stands in was dropped, blocks before it took effect, lines after it were not sent";
        }
        return stop ? "the lines before it took effect, those after it were not sent" : "the other lines took effect";
    }

    private void save() throws DeviceException, InterruptedException {
        Save saving = platform.saving();
        if (saving == null) {
            return;
        }
        passage.go(Objects.requireNonNullElse(saving.mode(), platform.defaultMode()));
        var dialogs = new ArrayList<>(saving.dialogs());
        dialogs.addAll(platform.dialogs());
        Duration limit = Objects.requireNonNullElse(saving.limit(), change.limit());
        Duration longer = limit.compareTo(change.limit()) > 0 ? limit : change.limit();
        for (String command : saving.commands()) {
            Typed typed = passage.type(command, dialogs, longer);
            String why = typed.first(platform.refusals());
            if (why != null) {
                passage.go(platform.defaultMode());
                throw new DeviceException(
                        FailureKind.REFUSED_COMMAND,
                        Stage.STEP,
                        "the change took effect but could not be saved: `" + command + "`: " + why);
            }
        }
    }
}
