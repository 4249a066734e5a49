package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.report.SafeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where the recordings of a plan's devices are: {@code R1.session}, {@code R1.session.2} of a second connection. */
final class RecordingFiles {
    private static final String ENDING = ".session";

    private final Path folder;
    private final Map<String, Path> files = new HashMap<>();

    RecordingFiles(Path folder, Plan plan) {
        this.folder = folder;
        var names = new SafeName();
        plan.devices().forEach(device -> files.put(device.name(), folder.resolve(names.of(device.name()) + ENDING)));
    }

    boolean holdsAny() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.anyMatch(file -> file.getFileName().toString().endsWith(ENDING));
        }
    }

    /** The recording of the device's first connection. */
    Path of(DevicePlan device) {
        return files.getOrDefault(device.name(), folder);
    }

    /** The recording of this connection, or of the last one that was recorded before it; counted from 1. */
    Path of(DevicePlan device, int connection) {
        Path first = of(device);
        for (int i = connection; i > 1; i--) {
            Path file = numbered(first, i);
            if (Files.exists(file)) {
                return file;
            }
        }
        return first;
    }

    /** A file that is not there yet. */
    Path fresh(DevicePlan device) {
        Path first = of(device);
        Path file = first;
        for (int i = 2; Files.exists(file); i++) {
            file = numbered(first, i);
        }
        return file;
    }

    private static Path numbered(Path first, int number) {
        return first.resolveSibling(first.getFileName() + "." + number);
    }
}
