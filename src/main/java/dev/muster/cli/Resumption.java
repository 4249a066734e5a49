package dev.muster.cli;

import dev.muster.job.RunOptions;
import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.journal.RunState;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.plan.PlannedRate;
import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.Timing;
import dev.muster.run.Audit;
import dev.muster.textfsm.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes on with a run in the same folder and journal. */
final class Resumption {
    /** The profile of a device that the job no longer has. */
    private static final int GONE = -1;

    private final Path folder;
    private final Journal journal;
    private final RunState state;
    private final Rest rest;
    private final @Nullable Recordings recordings;
    private final PastRuns past;
    private final Console console;
    private final List<DeviceRecord> devices;
    private final Map<String, Integer> places = new HashMap<>();

    /** @param recordings what is played in place of devices, or null */
    Resumption(
            Path folder, Journal journal, Rest rest, @Nullable Recordings recordings, PastRuns past, Console console) {
        this.folder = folder;
        this.journal = journal;
        this.state = journal.state();
        this.rest = rest;
        this.recordings = recordings;
        this.past = past;
        this.console = console;
        this.devices = new ArrayList<>(state.devices());
        for (int index = 0; index < devices.size(); index++) {
            places.put(devices.get(index).name(), index);
        }
    }

    /** @param changed what holds from now on, or null when nothing has changed */
    int run(Plan plan, TemplateLibrary templates, @Nullable Contents changed, boolean json)
            throws IOException, InterruptedException {
        Set<String> names = rest.names();
        if (changed != null) {
            changed.devices().forEach(device -> update(device, names));
            markGone(changed);
        }
        List<DevicePlan> left = plan.devices().stream()
                .filter(device -> names.contains(device.name()))
                .map(device -> device.at(place(device)))
                .toList();
        tell(left.size());
        Contents contents = changed == null ? null : new Contents(changed.files(), changed.profiles(), devices);
        String program = new Version().getVersion()[0];
        journal.resume(new Entry.Resumed(Instant.now(), program, Worker.current(), contents));
        List<DeviceResult> settled = settled();
        journal.keep(settled.stream()
                .map(result -> (RunEvent) new RunEvent.DeviceEnded(result))
                .toList());
        return live(settled, json, plan).run(plan.with(left, rates(plan)), templates);
    }

    /** Rates go by the indices of devices, which are those of the journal now. */
    private List<PlannedRate> rates(Plan plan) {
        var rates = new ArrayList<PlannedRate>();
        for (PlannedRate rate : plan.rates()) {
            var parts = new ArrayList<List<String>>(Collections.nCopies(devices.size(), List.of()));
            plan.devices()
                    .forEach(device -> parts.set(place(device), rate.parts().get(device.index())));
            rates.add(new PlannedRate(rate.per(), rate.loginsPerSecond(), rate.maxWorkers(), parts));
        }
        return rates;
    }

    private int place(DevicePlan device) {
        return places.getOrDefault(device.name(), device.index());
    }

    /** A device that is new since the run began has its place after all others. */
    private void update(DeviceRecord device, Set<String> names) {
        Integer place = places.get(device.name());
        if (place == null) {
            places.put(device.name(), devices.size());
            devices.add(device);
            names.add(device.name());
        } else {
            devices.set(place, device);
        }
    }

    private void markGone(Contents changed) {
        var there = new HashSet<String>();
        changed.devices().forEach(device -> there.add(device.name()));
        devices.replaceAll(device -> there.contains(device.name())
                ? device
                : new DeviceRecord(
                        device.name(),
                        device.host(),
                        device.port(),
                        device.platform(),
                        device.site(),
                        device.facts(),
                        GONE));
    }

    private void tell(int left) {
        int done = state.standings(RunState.Standing.DONE).size();
        console.say("going on with run " + state.run().id() + ": " + done + " of " + devices.size()
                + " devices have ended, " + left + " to run");
        if (rest.asks() > 0) {
            console.say(Rest.asks(rest.asks()));
        }
    }

    /** Results of devices that are not run: a change was under way, or the job no longer has them. */
    private List<DeviceResult> settled() {
        var settled = new ArrayList<DeviceResult>();
        rest.withoutResult().forEach(index -> settled.add(state.withoutResult(index)));
        for (int index = 0; index < state.devices().size(); index++) {
            boolean gone = devices.get(index).profile() == GONE;
            if (gone && state.status(index) == null && state.standing(index) == RunState.Standing.TO_RUN) {
                settled.add(gone(index));
            }
        }
        return settled;
    }

    private DeviceResult gone(int index) {
        DeviceRecord device = devices.get(index);
        return new DeviceResult(
                index,
                device.name(),
                device.host(),
                device.platform(),
                device.site(),
                "",
                "",
                "",
                new Outcome.Skipped("no longer among the job's devices"),
                0,
                Timing.none(Instant.now()),
                List.of());
    }

    private LiveRun live(List<DeviceResult> settled, boolean json, Plan plan) throws IOException {
        var rebuilding = new Rebuilding(folder, journal);
        RunInfo run = rebuilding.run(devices.size());
        Set<String> again = rest.names();
        WholeRun.Results results = taker -> {
            journal.results(result -> {
                if (!again.contains(result.device())) {
                    taker.take(result);
                }
            });
            for (DeviceResult result : settled) {
                taker.take(result);
            }
        };
        var audit = new Audit(plan, folder, new LastAnswers(run, past));
        if (audit.comparesDevices()) {
            results.each(audit::remember);
        }
        var live = new LiveRun(run, journal, new WholeRun.Past(results, state.elapsed()), console)
                .over(recordings, null)
                .audited(audit)
                .toldAll(rebuilding.reports(state.run().reports()));
        if (json) {
            return live.told(new EventStream(console));
        }
        boolean inventoryOrder = plan.order() == RunOptions.Order.INVENTORY;
        return state.run().adHoc() ? live.told(new AdHocOutput(console, inventoryOrder)) : live;
    }
}
