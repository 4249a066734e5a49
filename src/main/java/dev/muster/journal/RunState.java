package dev.muster.journal;

import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a run stands, by its journal. */
public final class RunState {
    private final Map<Integer, Course> courses = new HashMap<>();
    private final List<DeviceRecord> devices = new ArrayList<>();
    private @Nullable RunRecord run;
    private @Nullable Contents contents;
    private @Nullable Worker worker;
    private Instant begun = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private Duration earlier = Duration.ZERO;
    private JournalReader.Extent extent = new JournalReader.Extent(0, 0, 0);
    private List<CheckResult> fleet = List.of();
    private final List<String> notes = new ArrayList<>();
    private String stopped = "";
    private boolean ended;

    private RunState() {}

    /** What a resume does with a device. */
    public enum Standing {
        /** It has its outcome. */
        DONE,
        /** It has none, or was stopped before it could have changed anything. */
        TO_RUN,
        /** It has none, or was stopped, and may have been changed: only a user can say. */
        UNKNOWN
    }

    /**
     * Reads a journal to its last whole line.
     *
     * @throws DamagedException when it has no first line, or one of a later version
     */
    static RunState read(Path path, InputStream in) throws IOException {
        var state = new RunState();
        state.extent = new JournalReader(path).read(in, state::note);
        if (state.run == null) {
            throw new DamagedException(path + ": is no journal, or has lost its first line");
        }
        return state;
    }

    private void note(long at, Entry entry) throws IOException {
        switch (entry) {
            case Entry.Began began -> begin(began);
            case Entry.Resumed resumed -> {
                if (resumed.contents() != null) {
                    contents(resumed.contents());
                }
                earlier = elapsed();
                session(resumed.worker(), resumed.when());
            }
            case Entry.DeviceStarted started -> {
                course(started.index()).begins(started.when());
                last = started.when();
            }
            case Entry.ChangeBegan change -> {
                course(change.index()).beginsChange(change);
                last = change.when();
            }
            case Entry.ChangeEnded change -> course(change.index()).endsChange(change);
            case Entry.DeviceEnded device -> {
                course(device.result().index()).ends(device.result(), at);
                last = device.when();
            }
            case Entry.FleetChecked checked -> fleet = checked.checks();
            case Entry.Noted noted -> notes.add(noted.text());
            case Entry.Ended end -> {
                ended = true;
                stopped = end.stopped();
                earlier = earlier.plus(end.elapsed());
                last = end.when();
            }
        }
    }

    private void begin(Entry.Began began) throws IOException {
        if (began.version() > Entry.VERSION) {
            throw new DamagedException(
                    "journal.jsonl: written by a later version, " + began.run().program());
        }
        run = began.run();
        contents(began.contents());
        session(began.worker(), began.run().started());
    }

    private void contents(Contents now) {
        contents = now;
        devices.clear();
        devices.addAll(now.devices());
    }

    private void session(Worker by, Instant when) {
        worker = by;
        begun = when;
        last = when;
        ended = false;
        stopped = "";
    }

    private Course course(int index) {
        return courses.computeIfAbsent(index, unknown -> new Course());
    }

    /** What the run is. */
    public RunRecord run() {
        if (run == null) {
            throw new IllegalStateException("read without a first line");
        }
        return run;
    }

    /** What it was resolved from and to, by the last process that worked on it. */
    public Contents contents() {
        if (contents == null) {
            throw new IllegalStateException("read without a first line");
        }
        return contents;
    }

    /** The last process that worked on it. */
    public Worker worker() {
        if (worker == null) {
            throw new IllegalStateException("read without a first line");
        }
        return worker;
    }

    /** Whether that process came to its end. */
    public boolean ended() {
        return ended;
    }

    /** Why it ended early; empty when it did not. */
    public String stopped() {
        return stopped;
    }

    /** What checks across devices found; empty when there were none, or the run has not come so far. */
    public List<CheckResult> fleet() {
        return fleet;
    }

    /** What was noted about it that is no result of a device. */
    public List<String> notes() {
        return notes;
    }

    /** How long all processes have worked on it. */
    public Duration elapsed() {
        return ended ? earlier : earlier.plus(Duration.between(begun, last));
    }

    /** When the journal grew last. */
    public Instant lastSeen() {
        return last;
    }

    /** Bytes after the last whole line: what a crash cut off. */
    public long torn() {
        return extent.torn();
    }

    /** Lines in the middle that are not whole, which no crash explains. */
    public int damaged() {
        return extent.damaged();
    }

    long end() {
        return extent.end();
    }

    /** Its devices in the inventory's order. */
    public List<DeviceRecord> devices() {
        return devices;
    }

    /** What a resume does with a device. */
    public Standing standing(int index) {
        Course course = courses.get(index);
        return course == null ? Standing.TO_RUN : course.standing();
    }

    /** The devices with this standing. */
    public List<Integer> standings(Standing standing) {
        var indices = new ArrayList<Integer>();
        for (int index = 0; index < devices.size(); index++) {
            if (standing(index) == standing) {
                indices.add(index);
            }
        }
        return indices;
    }

    /** How it ended last, or null when it did not. */
    public @Nullable Status status(int index) {
        Course course = courses.get(index);
        return course == null ? null : course.status();
    }

    /** When it started without ending since, or null. */
    public @Nullable Instant running(int index) {
        Course course = courses.get(index);
        return course == null ? null : course.running();
    }

    /** Where in the journal a device's result is; negative when it has none that counts. */
    long place(int index) {
        Course course = courses.get(index);
        return course == null ? -1 : course.place();
    }

    /** Where in the journal the results are that count. */
    Set<Long> places() {
        var places = new HashSet<Long>();
        courses.values().forEach(course -> places.add(course.place()));
        return places;
    }

    /** The change of a device that was begun last and how it ended, for people; empty when there is none. */
    public String change(int index) {
        Course course = courses.get(index);
        return course == null ? "" : course.change();
    }

    /** The result of a device that has none: unknown when a change had begun, else cancelled. */
    public DeviceResult withoutResult(int index) {
        return course(index).lost(devices.get(index), index, last);
    }
}
