package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.session.Prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;

/** The way from a prompt out of the device, level by level, within a second. */
record Logout(Platform platform, Conversation talk, ModeWalker walker, Account account) {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** A shell in a shell in a shell: nobody is deeper. */
    private static final int MOST_LEVELS = 2;

    void from(Prompt at) throws DeviceException, InterruptedException {
        var questions = new Questions(talk, account);
        Deadline by = Deadline.in(LIMIT);
        var commands = new ArrayList<>(walker.wayOut(at.mode(), platform.defaultMode()));
        commands.addAll(platform.leave());
        for (int i = 0; i < commands.size() + MOST_LEVELS; i++) {
            // where a prompt comes again, a level was left and not the device
            String command = commands.get(Math.min(i, commands.size() - 1));
            Echo echo = talk.send(command);
            var asked = questions.await(command, echo, platform.dialogs(), LineSink.NOTHING, by);
            if (!(asked.ending() instanceof Ending.Prompted)) {
                return;
            }
        }
    }
}
