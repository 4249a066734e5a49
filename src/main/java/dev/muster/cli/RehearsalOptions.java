package dev.muster.cli;

import dev.muster.lab.LabFault;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.plan.PlannedStep;
import dev.muster.plan.Prepared;
import dev.muster.transport.RehearsalFault;
import dev.muster.yaml.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is kept of sessions to rehearse on, and what a rehearsal is held on. */
final class RehearsalOptions {
    @Option(
            names = "--against",
            paramLabel = "DIR|lab",
            description =
                    "Rehearse and contact nobody: on the recordings in DIR, or on lab devices that stand in for those"
                            + " of the inventory.")
    private @Nullable String against;

    @Option(names = "--record", paramLabel = "DIR", description = "Record each device's session, to rehearse on.")
    private @Nullable Path record;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description = "With --against: the wait before each answer (on recordings no time passes without it).")
    private @Nullable String latency;

    @Option(
            names = "--faults",
            paramLabel = "FAULT=NAME,...",
            description =
                    "With --against: devices that fail, or a share of them: --faults hang=R3,R4 --faults close=10%%.")
    private Map<String, String> faults = new LinkedHashMap<>();

    /** Whether something stands in for the inventory's devices. */
    boolean isRehearsal() {
        return against != null;
    }

    /** Whether the rehearsal is on recordings, which needs no secrets. */
    boolean onRecordings() {
        return against != null && !against.equals("lab");
    }

    /** Recordings of an earlier run were named from another folder than this process's. */
    void startFrom(Path folder) {
        if (against != null && onRecordings()) {
            against = folder.resolve(UserPath.of(against)).toString();
        }
    }

    /** Whether what was given goes together. */
    void check() throws WrongInput {
        if (against == null && (latency != null || !faults.isEmpty())) {
            throw new WrongInput(
                    (latency != null ? "--latency" : "--faults") + " goes with --against DIR or --against lab");
        }
        if (record != null && onRecordings()) {
            throw new WrongInput("--record with --against " + against + " would only copy its recordings");
        }
        if (against != null && against.isBlank()) {
            throw new WrongInput("--against is empty; it takes a folder of recordings, or `lab`");
        }
    }

    /** The fleet to run on; the lab in it must be closed. */
    StandIn standIn(Prepared prepared) throws WrongInput {
        if (against == null) {
            return StandIn.of(prepared, null);
        }
        if (onRecordings()) {
            Plan plan = prepared.plan();
            return StandIn.none(
                    plan.with(plan.devices().stream().map(DevicePlan::rehearsed).toList()));
        }
        Duration wait = latency();
        List<String> known =
                Arrays.stream(LabFault.values()).map(LabFault::label).toList();
        return StandIn.of(prepared, new StandIn.Rehearsal(wait, faults(prepared.plan(), known)));
    }

    /** The recordings to run on, or null. */
    @Nullable
    Recordings recordings(Plan plan) throws WrongInput {
        if (against == null || !onRecordings()) {
            return null;
        }
        refuseHttp(plan, "--against " + against);
        Duration wait = latency();
        List<String> known = Arrays.stream(RehearsalFault.values())
                .map(RehearsalFault::label)
                .toList();
        return Recordings.of(UserPath.of(against), plan, wait == null ? Duration.ZERO : wait, faults(plan, known));
    }

    /** What records the sessions of this run, or null. */
    @Nullable
    Recorder recorder(Plan plan) throws WrongInput {
        if (record == null) {
            return null;
        }
        refuseHttp(plan, "--record");
        return Recorder.into(record, plan);
    }

    private static void refuseHttp(Plan plan, String option) throws WrongInput {
        for (DevicePlan device : plan.devices()) {
            for (PlannedStep step : device.steps()) {
                if (!step.byCommandLine()) {
                    throw new WrongInput(option + ": step `" + step.name() + "` (device " + device.name()
                            + ") does not use the command line, and only that is recorded and rehearsed on recordings;"
                            + " `--against lab` has devices that answer some APIs");
                }
            }
        }
    }

    private @Nullable Duration latency() throws WrongInput {
        if (latency == null) {
            return null;
        }
        Duration wait = Durations.parse(latency);
        if (wait == null) {
            throw new WrongInput("--latency is `" + latency + "`; it needs a duration such as 50ms");
        }
        return wait;
    }

    private Map<String, Set<String>> faults(Plan plan, List<String> known) throws WrongInput {
        return FaultList.of(
                faults, known, plan.devices().stream().map(DevicePlan::name).toList());
    }
}
