package dev.muster.session;

import dev.muster.platform.Configuration;
import dev.muster.platform.Dialog;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.Way;
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

/** Where a change stands: types lines, goes from mode to mode, and knows the prompt at which the device waits. */
final class Passage {
    /** Some commands leave only one of several levels; a device has no more than these. */
    private static final int MOST_MOVES = 20;

    private final Platform platform;
    private final Typist typist;
    private final Change change;
    private Prompt at;

    Passage(Platform platform, Typist typist, Change change, Prompt at) {
        this.platform = platform;
        this.typist = typist;
        this.change = change;
        this.at = at;
    }

    /** The prompt seen last. */
    Prompt at() {
        return at;
    }

    /** The mode of that prompt, or null for one of no mode. */
    @Nullable
    Mode mode() {
        return platform.mode(at.mode());
    }

    boolean isIn(String mode) {
        return at.mode().equals(mode);
    }

    /** Whether the device is in this mode or in one that is entered from it. */
    boolean isWithin(String mode) {
        String here = at.mode();
        for (int i = 0; i <= platform.modes().size(); i++) {
            if (here.equals(mode)) {
                return true;
            }
            Mode inner = platform.mode(here);
            here = inner == null ? "" : Objects.requireNonNullElse(inner.from(), "");
        }
        return false;
    }

    Typed type(String line) throws DeviceException, InterruptedException {
        return seen(typist.type(line, platform.dialogs(), change.limit()));
    }

    Typed type(String line, List<Dialog> dialogs, Duration limit) throws DeviceException, InterruptedException {
        return seen(typist.type(line, dialogs, limit));
    }

    Typed typeRaw(List<String> lines) throws DeviceException, InterruptedException {
        return seen(typist.typeRaw(lines, change.limit()));
    }

    private Typed seen(Typed typed) {
        at = typed.prompt();
        return typed;
    }

    /** Goes to a mode, level by level. */
    void go(String goal) throws DeviceException, InterruptedException {
        for (int i = 0; i < MOST_MOVES && !isIn(goal); i++) {
            List<Way> route = platform.route(at.mode(), goal);
            if (route.isEmpty() || !take(route.getFirst())) {
                break;
            }
        }
        if (!isIn(goal)) {
            throw new DeviceException(Failure.of(
                            FailureKind.PRIVILEGE,
                            Stage.PRIVILEGE,
                            "the way to mode " + goal + " ended at the prompt " + at.text())
                    .withHint("check `enable_password` and the rights of this account"));
        }
    }

    /** Whether it led anywhere. */
    private boolean take(Way way) throws DeviceException, InterruptedException {
        String before = at.text();
        var dialogs = new ArrayList<Dialog>();
        if (way.inward() && way.to().secretPrompt() != null) {
            dialogs.add(new Dialog(way.to().secretPrompt(), "{enable_password}", true, null, null));
        }
        dialogs.addAll(platform.dialogs());
        type(command(way), dialogs, change.limit());
        return !at.text().equals(before);
    }

    private String command(Way way) {
        Configuration configuration = platform.configuration();
        String special =
                configuration == null || !way.inward() || !way.to().name().equals(configuration.mode())
                        ? null
                        : switch (change.candidate()) {
                            case USUAL -> null;
                            case EXCLUSIVE -> configuration.exclusive();
                            case PRIVATE -> configuration.privately();
                        };
        return filled(special == null ? way.command() : special);
    }

    /** A command with the name of the configuration session. */
    String filled(String command) {
        return command.replace("{name}", Objects.requireNonNullElse(change.session(), ""));
    }
}
