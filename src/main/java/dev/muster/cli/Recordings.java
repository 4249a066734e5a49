package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.DeviceSecrets;
import dev.muster.plan.Plan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.Recording;
import dev.muster.transport.Redaction;
import dev.muster.transport.RehearsalFault;
import dev.muster.transport.RehearsalTransport;
import dev.muster.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code --against DIR}: the devices of a plan as their recordings have them; nobody is contacted. */
final class Recordings {
    private static final int MOST_NAMED = 10;

    private final RecordingFiles files;
    private final Duration latency;
    private final Map<String, Set<String>> faults;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();

    private Recordings(RecordingFiles files, Duration latency, Map<String, Set<String>> faults) {
        this.files = files;
        this.latency = latency;
        this.faults = faults;
    }

    /**
     * The recordings of all devices of a plan.
     *
     * @param faults device names to the labels of their faults
     * @throws WrongInput with every device that has none and every recording that cannot be read
     */
    static Recordings of(Path folder, Plan plan, Duration latency, Map<String, Set<String>> faults) throws WrongInput {
        if (!Files.isDirectory(folder)) {
            throw new WrongInput("--against " + folder + ": no such folder; record one with --record " + folder
                    + ", or rehearse on simulated devices with --against lab");
        }
        var files = new RecordingFiles(folder, plan);
        var missing = new ArrayList<String>();
        var broken = new ArrayList<String>();
        for (DevicePlan device : plan.devices()) {
            Path file = files.of(device);
            if (!Files.isRegularFile(file)) {
                missing.add(device.name());
                continue;
            }
            try {
                read(file);
            } catch (IOException | IllegalArgumentException e) {
                broken.add(file + ": " + e.getMessage());
            }
        }
        if (!missing.isEmpty()) {
            broken.addFirst("--against " + folder + ": no recording of " + some(missing)
                    + "; leave them out with --limit or --select, or record them");
        }
        if (!broken.isEmpty()) {
            throw new WrongInput(String.join("\nmuster: ", broken));
        }
        return new Recordings(files, latency, faults);
    }

    private static String some(List<String> names) {
        int more = names.size() - MOST_NAMED;
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static Recording read(Path file) throws IOException {
        return Recording.parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    /** A transport that plays the device's recording; again for its next connection. */
    Transport to(DevicePlan device) {
        int connection = connections.merge(device.name(), 1, Integer::sum);
        var play = new RehearsalTransport.Play(latency, faults(device), firstCommand(device));
        Path file = files.of(device, connection);
        return new RehearsalTransport(new File(file), play, new Redaction(DeviceSecrets.of(device)));
    }

    private Set<RehearsalFault> faults(DevicePlan device) {
        var own = EnumSet.noneOf(RehearsalFault.class);
        faults.getOrDefault(device.name(), Set.of())
                .forEach(label -> own.add(RehearsalFault.valueOf(label.toUpperCase(Locale.ROOT))));
        return own;
    }

    private static String firstCommand(DevicePlan device) {
        List<String> commands = device.steps().stream()
                .filter(PlannedStep.Show.class::isInstance)
                .flatMap(step -> step.commands().stream())
                .toList();
        return commands.isEmpty() ? "" : commands.getFirst();
    }

    /** A recording that is read when it is played: many at once would fill the memory. */
    private record File(Path path) implements RehearsalTransport.Source {
        @Override
        public Recording read() throws DeviceException {
            try {
                return Recordings.read(path);
            } catch (IOException | IllegalArgumentException e) {
                throw new DeviceException(
                        FailureKind.DISCONNECTED, Stage.CONNECT, path + " cannot be read: " + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
