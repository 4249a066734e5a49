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
    private final Typist typist;
    private final Change change;
    private final List<String> refused = new ArrayList<>();
    private Prompt at;

    Configurator(Platform platform, Typist typist, Change change, Prompt at) {
        this.platform = platform;
        this.typist = typist;
        this.change = change;
        this.at = at;
    }

    /**
     * Makes the change; gives the last prompt.
     *
     * @throws DeviceException with kind {@code refused_command} when the device rejected a line or the commit; the device is
     *     out of configuration mode then
     */
    Prompt run() throws DeviceException, InterruptedException {
        Configuration configuration = platform.configuration();
        if (configuration == null) {
            throw new DeviceException(impossible("platform " + platform.id() + " has no configuration mode"));
        }
        Commit commit = platform.commit();
        if (change.confirmed() != null && (commit == null || commit.confirmed() == null)) {
            throw new DeviceException(impossible("platform " + platform.id() + " cannot commit with a confirmation"));
        }
        go(configuration.mode());
        lines(configuration);
        if (!refused.isEmpty() && change.stopOnRefusal()) {
            drop(commit);
            throw new DeviceException(refusal(commit));
        }
        if (commit != null) {
            commit(commit);
        }
        go(platform.defaultMode());
        if (!refused.isEmpty()) {
            throw new DeviceException(refusal(commit));
        }
        if (change.save()) {
            save();
        }
        return at;
    }

    /** Confirms an earlier commit that waits for it; gives the last prompt. */
    Prompt confirm() throws DeviceException, InterruptedException {
        Configuration configuration = platform.configuration();
        Commit commit = platform.commit();
        if (configuration == null || commit == null || commit.confirm() == null) {
            throw new DeviceException(impossible("platform " + platform.id() + " has no commit to confirm"));
        }
        go(configuration.mode());
        String why = problem(commit, type(commit.confirm()));
        go(platform.defaultMode());
        if (why != null) {
            throw new DeviceException(
                    FailureKind.REFUSED_COMMAND, Stage.STEP, "the commit could not be confirmed: " + why);
        }
        return at;
    }

    private static Failure impossible(String why) {
        return Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, why + "; nothing was sent");
    }

    private void go(String goal) throws DeviceException, InterruptedException {
        for (var way : platform.route(at.mode(), goal)) {
            type(way.command());
            if (!at.mode().equals(way.to().name())) {
                break;
            }
        }
        if (!at.mode().equals(goal)) {
            throw new DeviceException(Failure.of(
                            FailureKind.PRIVILEGE,
                            Stage.PRIVILEGE,
                            "the way to mode " + goal + " ended at the prompt " + at.text())
                    .withHint("check `enable_password` and the rights of this account"));
        }
    }

    private Typed type(String command) throws DeviceException, InterruptedException {
        return seen(typist.type(command, platform.dialogs(), change.limit()));
    }

    private Typed seen(Typed typed) {
        at = typed.prompt();
        return typed;
    }

    private void lines(Configuration configuration) throws DeviceException, InterruptedException {
        List<String> lines = change.lines();
        for (int i = 0; i < lines.size(); i++) {
            int block = blockFrom(configuration, lines, i);
            Typed typed =
                    block > 1 ? seen(typist.typeRaw(lines.subList(i, i + block), change.limit())) : type(lines.get(i));
            String why = typed.first(platform.refusals());
            if (why != null) {
                refused.add("line " + (i + 1) + " of " + lines.size() + ", `"
                        + lines.get(i).strip() + "`: " + why);
                if (change.stopOnRefusal()) {
                    return;
                }
            }
            i += block - 1;
            boolean out = !at.mode().equals(configuration.mode()) && i + 1 < lines.size();
            if (out) {
                refused.add("line " + (i + 1) + " of " + lines.size() + ", `"
                        + lines.get(i).strip() + "`: it left configuration mode before the last line; the prompt is "
                        + at.text());
                return;
            }
        }
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

    private void commit(Commit commit) throws DeviceException, InterruptedException {
        Mode mode = platform.mode(at.mode());
        String own = mode == null ? null : mode.commit();
        String command = own != null ? own : commit.command(change.comment(), null, change.confirmed());
        String failed = problem(commit, type(command));
        if (failed == null) {
            return;
        }
        if (commit.why() != null) {
            type(commit.why());
        }
        drop(commit);
        throw new DeviceException(
                FailureKind.REFUSED_COMMAND,
                Stage.STEP,
                "`" + command + "` failed: " + failed + "; nothing took effect");
    }

    /** What a commit's own words say against it, or null. */
    private @Nullable String problem(Commit commit, Typed typed) {
        String failed = typed.first(commit.failed());
        String refusal = failed != null ? failed : typed.first(platform.refusals());
        boolean proved = commit.ok().isEmpty() || typed.first(commit.ok()) != null;
        return refusal == null && !proved ? "the device did not say that it worked" : refusal;
    }

    /** Drops what a candidate holds and leaves configuration mode. */
    private void drop(@Nullable Commit commit) throws DeviceException, InterruptedException {
        Mode mode = platform.mode(at.mode());
        String own = mode == null ? null : mode.abort();
        List<String> commands = own != null ? List.of(own) : commit == null ? List.of() : commit.abort();
        for (String command : commands) {
            if (!at.mode().equals(platform.defaultMode())) {
                type(command);
            }
        }
        go(platform.defaultMode());
    }

    private Failure refusal(@Nullable Commit commit) {
        String what = refused.getFirst() + (refused.size() > 1 ? " (and " + (refused.size() - 1) + " more)" : "");
        boolean first = refused.getFirst().startsWith("line 1 of ");
        String effect = commit != null || (first && change.stopOnRefusal())
                ? "nothing took effect"
                : change.stopOnRefusal()
                        ? "the lines before it took effect, those after it were not sent"
                        : "the other lines took effect";
        return Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, what + "; " + effect);
    }

    private void save() throws DeviceException, InterruptedException {
        Save saving = platform.saving();
        if (saving == null) {
            return;
        }
        Duration limit = Objects.requireNonNullElse(saving.limit(), change.limit());
        Duration longer = limit.compareTo(change.limit()) > 0 ? limit : change.limit();
        for (String command : saving.commands()) {
            Typed typed = seen(typist.type(command, saving.dialogs(), longer));
            String why = typed.first(platform.refusals());
            if (why != null) {
                throw new DeviceException(
                        FailureKind.REFUSED_COMMAND,
                        Stage.STEP,
                        "the change took effect but could not be saved: `" + command + "`: " + why);
            }
        }
    }
}
