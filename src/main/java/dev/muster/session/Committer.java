package dev.muster.session;

import dev.muster.platform.Commit;
import dev.muster.platform.Configuration;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes effective what a candidate configuration holds, or drops it. */
final class Committer {
    private final Platform platform;
    private final Passage passage;
    private final Change change;

    Committer(Platform platform, Passage passage, Change change) {
        this.platform = platform;
        this.passage = passage;
        this.change = change;
    }

    /** How changes that are made here take effect, or null when each does at once. */
    @Nullable
    Commit here() {
        Commit commit = platform.commit();
        if (commit != null && commit.appliesAt(passage.at().text())) {
            return commit;
        }
        Mode mode = passage.mode();
        return mode == null || mode.commit() == null ? null : Commit.of(mode.commit(), mode.abort());
    }

    /**
     * Checks where that is wanted, and commits.
     *
     * @throws DeviceException with kind {@code refused_command} when the device does neither; nothing took effect then
     */
    void commit(Commit commit) throws DeviceException, InterruptedException {
        if (change.check() && commit.check() != null) {
            must(commit, commit.check());
        }
        must(commit, commit.command(change.comment(), change.label(), change.confirmed()));
    }

    private void must(Commit commit, String command) throws DeviceException, InterruptedException {
        Typed typed = passage.type(command);
        String failed = problem(commit, typed);
        if (failed == null) {
            return;
        }
        String why = explained(commit, typed, failed);
        drop(commit);
        throw new DeviceException(
                FailureKind.REFUSED_COMMAND,
                Stage.STEP,
                "`" + command + "` failed: " + failed + (why.isEmpty() || why.equals(failed) ? "" : " (" + why + ")")
                        + "; nothing took effect");
    }

    /** The reason that the platform's own command for it gives, else what the device said about its refusal. */
    private String explained(Commit commit, Typed typed, String failed) throws DeviceException, InterruptedException {
        String command = typed.then() == null ? commit.why() : typed.then();
        if (command == null) {
            return typed.about(failed);
        }
        return Objects.requireNonNullElse(passage.type(command).first(platform.refusals()), "");
    }

    /** What a commit's own words say against it, or null. */
    private @Nullable String problem(Commit commit, Typed typed) {
        String failed = typed.first(commit.failed());
        String refusal = failed != null ? failed : typed.first(platform.refusals());
        boolean proved = commit.ok().isEmpty() || typed.first(commit.ok()) != null;
        return refusal == null && !proved ? "the device did not say that it worked" : refusal;
    }

    /** Confirms a commit that waits for it; gives what the device said against it, or null. */
    @Nullable
    String confirm(Configuration configuration, Commit commit, String command)
            throws DeviceException, InterruptedException {
        passage.go(command.contains("{name}") ? platform.defaultMode() : configuration.mode());
        String why = problem(commit, passage.type(passage.filled(command)));
        passage.go(platform.defaultMode());
        return why;
    }

    /** Drops what a candidate holds and leaves configuration mode. */
    void drop(@Nullable Commit commit) throws DeviceException, InterruptedException {
        Configuration configuration = platform.configuration();
        boolean flat = configuration != null && configuration.mode().equals(platform.defaultMode());
        Mode mode = passage.mode();
        String own = mode == null ? null : mode.abort();
        List<String> commands = own != null ? List.of(own) : commit == null ? List.of() : commit.abort();
        if (flat || !passage.isIn(platform.defaultMode())) {
            for (String command : commands) {
                passage.type(command);
            }
        }
        passage.go(platform.defaultMode());
    }
}
