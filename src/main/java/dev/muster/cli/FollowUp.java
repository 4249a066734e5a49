package dev.muster.cli;

import dev.muster.history.ConfigBackup;
import dev.muster.journal.Journal;
import dev.muster.journal.JournalView;
import dev.muster.notify.Before;
import dev.muster.notify.Digest;
import dev.muster.notify.Digesting;
import dev.muster.notify.Notifier;
import dev.muster.plan.PlannedAfterRun;
import dev.muster.plan.PlannedNotification;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a job wants done with what its run found: configurations kept, people told. */
final class FollowUp {
    private final List<PlannedNotification> notifications;
    private final List<RunListener> listeners = new ArrayList<>();
    private final Digesting digesting = new Digesting();
    private final PastRuns past;
    private final Console console;
    private @Nullable ConfigBackup backup;

    private FollowUp(List<PlannedNotification> notifications, PastRuns past, Console console) {
        this.notifications = notifications;
        this.past = past;
        this.console = console;
    }

    /**
     * Makes ready what is needed before anybody is contacted.
     *
     * @param rehearsal whether no real device answers: then nothing is kept and nobody is told
     * @throws WrongInput when configurations cannot be kept as the job wants it
     */
    static FollowUp of(PlannedAfterRun plan, boolean rehearsal, PastRuns past, Console console) throws WrongInput {
        if (rehearsal) {
            if (plan.backup() != null || !plan.notifications().isEmpty()) {
                console.say("a rehearsal: nothing goes to the job's backup, and no notification is sent");
            }
            return new FollowUp(List.of(), past, console);
        }
        var followUp = new FollowUp(plan.notifications(), past, console);
        if (!plan.notifications().isEmpty()) {
            followUp.listeners.add(followUp.digesting);
        }
        if (plan.backup() != null) {
            try {
                followUp.backup = ConfigBackup.open(plan.backup());
                followUp.listeners.add(followUp.backup);
            } catch (IOException e) {
                throw new WrongInput("backup: " + e.getMessage());
            }
        }
        return followUp;
    }

    /** Observers of the whole run. */
    List<RunListener> listeners() {
        return listeners;
    }

    /**
     * Says what was kept, and sends what is to be sent now that the run has ended; what cannot be sent is said, and noted in the journal.
     *
     * @param status the process's exit status, which stays as it is
     */
    void end(int status, Journal journal) {
        if (backup != null && !backup.done().isEmpty() && !console.style().quiet()) {
            console.say(Visible.line("backup: " + backup.done()));
        }
        if (notifications.isEmpty()) {
            return;
        }
        Digest digest = digesting.digest(status);
        Before before = Notifier.looksBack(notifications) ? before(digest) : Before.NONE;
        for (String trouble : new Notifier().send(notifications, digest, before)) {
            String text = "notification not sent: " + trouble;
            console.say(Visible.line(text));
            journal.note(text);
        }
    }

    /** How the run before ended; a run that died does not count. */
    private Before before(Digest digest) {
        // opening this run's journal once more, and closing it, would end this process's lock on it
        Path own = PastRuns.fromHere(digest.run().folder());
        Iterator<Path> newest =
                past.newestOf(digest.run().job(), folder -> !folder.equals(own)).iterator();
        while (newest.hasNext()) {
            Path folder = newest.next();
            try (JournalView run = JournalView.open(folder)) {
                if (run.state().ended()
                        && run.state().run().started().compareTo(digest.run().started()) < 0) {
                    return Before.of(run);
                }
            } catch (IOException e) {
                console.say("notifications leave out a run before: " + Visible.line(String.valueOf(e.getMessage())));
            }
        }
        return Before.NONE;
    }
}
