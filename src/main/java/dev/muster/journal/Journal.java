package dev.muster.journal;

import dev.muster.result.DeviceResult;
import dev.muster.result.Ledger;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, {@code journal.jsonl} in its folder: a line for each thing that must survive a crash, which is
 * all that the run's other files are made from. Open in one process at a time; used from one thread.
 */
public final class Journal implements Ledger, Closeable {
    /** The file's name. */
    public static final String NAME = "journal.jsonl";

    private final Path folder;
    private final JournalFile file;
    private final @Nullable RunState state;
    private @Nullable String broken;
    private final LongAdder syncs = new LongAdder();
    private long devices;

    /** Takes results in the order in which their devices ended. */
    public interface Taker {
        void take(DeviceResult result) throws IOException;
    }

    private Journal(Path folder, JournalFile file, @Nullable RunState state) {
        this.folder = folder;
        this.file = file;
        this.state = state;
    }

    /**
     * Begins the journal of a new run; on return the disk has its first line.
     *
     * @throws IOException when the folder has a journal already or it cannot be written; the message is for people
     */
    public static Journal create(Path folder, Entry.Began first) throws IOException {
        Path path = folder.resolve(NAME);
        try {
            var journal = new Journal(folder, JournalFile.create(path), null);
            journal.file.append(List.of(Line.of(first)));
            journal.file.sync();
            JournalFile.sync(folder);
            return journal;
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + ": holds a run already (" + NAME + "); name another folder", e);
        } catch (IOException e) {
            throw new IOException(path + ": " + reason(e), e);
        }
    }

    /**
     * Opens the journal of an earlier run; nothing of it is changed.
     *
     * @throws BusyException when another process works on the run
     * @throws DamagedException when it cannot be understood
     */
    public static Journal open(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        JournalFile file;
        try {
            file = JournalFile.open(path);
        } catch (BusyException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(path + ": " + reason(e), e);
        }
        try {
            return new Journal(folder, file, RunState.read(path, file.read()));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Where a run stands, also while another process works on it.
     *
     * @throws DamagedException when the journal cannot be understood
     */
    public static RunState look(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        try (InputStream in = Files.newInputStream(path)) {
            return RunState.read(path, in);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(path + ": " + reason(e), e);
        }
    }

    /** Where the run stood when the journal was opened. */
    public RunState state() {
        if (state == null) {
            throw new IllegalStateException("a new journal");
        }
        return state;
    }

    /** Goes on with the run: what a crash left half-written is cut off, and from now on events may be kept. */
    public void resume(Entry.Resumed entry) throws IOException {
        try {
            file.cut(state().end());
            file.append(List.of(Line.of(entry)));
            file.sync();
        } catch (IOException e) {
            throw new IOException(file.path() + ": " + reason(e), e);
        }
    }

    /** The results that stood when the journal was opened, of the devices that did not start again since. */
    public void results(Taker taker) throws IOException {
        Set<Long> places = state().places();
        new JournalReader(file.path()).read(file.read(), places::contains, (at, entry) -> {
            if (entry instanceof Entry.DeviceEnded ended) {
                taker.take(ended.result());
            }
        });
    }

    /** How often this process has waited for the disk. */
    public long syncs() {
        return syncs.sum();
    }

    @Override
    public void keep(List<RunEvent> events) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        try {
            write(events);
        } catch (IOException e) {
            broken = file.path() + ": " + reason(e) + lost();
            throw new IOException(broken, e);
        }
    }

    /** Notes something about the run for whoever looks at it later; what cannot be written is left out. */
    public void note(String text) {
        if (broken != null) {
            return;
        }
        try {
            file.append(List.of(Line.of(new Entry.Noted(Instant.now(), text))));
        } catch (IOException e) {
            broken = file.path() + ": " + reason(e);
        }
    }

    private String lost() {
        return Files.exists(file.path())
                ? "; the " + devices + " devices that ended before are kept, `muster resume " + folder
                        + "` does the rest"
                : "; what was kept in it is gone with it";
    }

    private void write(List<RunEvent> events) throws IOException {
        var lines = new ArrayList<byte[]>();
        var outputs = new LinkedHashSet<Path>();
        boolean matters = false;
        int ended = 0;
        for (RunEvent event : events) {
            Entry entry = entry(event);
            if (entry != null) {
                lines.add(Line.of(entry));
                matters |= mustSurvive(entry);
            }
            if (event instanceof RunEvent.DeviceEnded end) {
                ended++;
                largeOutputs(end.result(), outputs);
            }
        }
        for (Path output : outputs) {
            JournalFile.sync(output);
        }
        if (!lines.isEmpty()) {
            file.append(lines);
        }
        if (matters) {
            file.sync();
            syncs.increment();
        }
        devices += ended;
    }

    /** The files that a result refers to, and their folder: they must be on disk before it. */
    private void largeOutputs(DeviceResult result, Set<Path> into) {
        for (StepResult step : result.steps()) {
            Output output = step.output();
            Path named = output == null ? null : output.file();
            if (named != null) {
                Path path = folder.resolve(named);
                into.add(path);
                into.add(path.resolveSibling("."));
            }
        }
    }

    private static @Nullable Entry entry(RunEvent event) {
        return switch (event) {
            case RunEvent.DeviceStarted started ->
                new Entry.DeviceStarted(started.index(), started.device(), started.when());
            case RunEvent.StepBegan began ->
                began.changes()
                        ? new Entry.ChangeBegan(
                                began.index(), began.device(), began.step(), began.command(), began.when())
                        : null;
            case RunEvent.StepEnded ended ->
                ended.changes() ? new Entry.ChangeEnded(ended.index(), ended.step(), ended.status()) : null;
            case RunEvent.DeviceEnded ended -> new Entry.DeviceEnded(Instant.now(), ended.result());
            case RunEvent.RunEnded ended ->
                new Entry.Ended(
                        Instant.now(), ended.tally().elapsed(), ended.tally().stopped());
            case RunEvent.FleetChecked checked -> new Entry.FleetChecked(checked.checks());
            case RunEvent.RunStarted started -> null;
            case RunEvent.DeviceRetried retried -> null;
            case RunEvent.Notice notice -> null;
        };
    }

    private static boolean mustSurvive(Entry entry) {
        return switch (entry) {
            case Entry.Began began -> true;
            case Entry.Resumed resumed -> true;
            case Entry.ChangeBegan change -> true;
            case Entry.DeviceEnded device -> true;
            case Entry.FleetChecked checked -> true;
            case Entry.Ended end -> true;
            case Entry.DeviceStarted started -> false;
            case Entry.ChangeEnded change -> false;
            case Entry.Noted noted -> false;
        };
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        String said = e instanceof FileSystemException at ? at.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
