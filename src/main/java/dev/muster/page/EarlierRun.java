package dev.muster.page;

import dev.muster.result.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The run of the same job before this one, by its {@code results.json}. */
final class EarlierRun {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String RESULTS = "results.json";
    /** So many folders are looked at for a run of the same job. */
    private static final int MOST_FOLDERS = 20;

    private final Path folder;
    private final String id;
    private final String started;

    /** A device as it was then. */
    record Device(String name, String hostname, String status, List<Step> steps) {}

    /** A command as it was then; no text when it was in a file, or nothing came. */
    record Step(
            String command, @Nullable String text, @Nullable String sha256) {}

    /** Takes devices one after the other. */
    interface Taker {
        void take(Device device) throws IOException;
    }

    private EarlierRun(Path folder, String id, String started) {
        this.folder = folder;
        this.id = id;
        this.started = started;
    }

    String id() {
        return id;
    }

    String started() {
        return started;
    }

    /** The name of its folder, which lies beside this run's. */
    String folder() {
        return String.valueOf(folder.getFileName());
    }

    /** The newest run of this job whose folder lies beside this run's and has an earlier name; null when there is none. */
    static @Nullable EarlierRun before(RunInfo run) {
        Path own = run.folder().toAbsolutePath().normalize();
        Path parent = own.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> earlier = folders.filter(folder -> folder.compareTo(own) < 0)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_FOLDERS)
                    .filter(folder -> Files.isRegularFile(folder.resolve(RESULTS)))
                    .toList();
            for (Path folder : earlier) {
                EarlierRun found = head(folder);
                if (found != null && found.isOf(run.job())) {
                    return found;
                }
            }
            return null;
        } catch (IOException e) {
            return null; // what cannot be seen cannot be compared with
        }
    }

    private String job = "";

    private boolean isOf(String name) {
        return job.equals(name);
    }

    private static @Nullable EarlierRun head(Path folder) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), folder.resolve(RESULTS))) {
            String id = "";
            String started = "";
            String job = "";
            for (JsonToken token = json.nextToken();
                    token != null && token != JsonToken.START_ARRAY;
                    token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    switch (json.currentName()) {
                        case "id" -> id = json.getString();
                        case "job" -> job = json.getString();
                        case "started" -> started = json.getString();
                        default -> {}
                    }
                }
            }
            var run = new EarlierRun(folder, id, started);
            run.job = job;
            return run;
        } catch (JacksonException e) {
            return null;
        }
    }

    /**
     * Hands out its devices.
     *
     * @throws IOException when its file cannot be understood
     */
    void devices(Taker taker) throws IOException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), folder.resolve(RESULTS))) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                if (name.equals("devices")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        taker.take(device(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    private static Device device(JsonParser json) {
        String device = "";
        String hostname = "";
        String status = "";
        var steps = new ArrayList<Step>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "device" -> device = json.getString();
                case "hostname" -> hostname = json.getString();
                case "status" -> status = json.getString();
                case "steps" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        steps.add(step(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Device(device, hostname, status, steps);
    }

    private static Step step(JsonParser json) {
        String command = "";
        String text = null;
        String sha256 = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            boolean there = json.nextToken() == JsonToken.VALUE_STRING;
            switch (name) {
                case "command" -> command = json.getString();
                case "output" -> text = there ? json.getString() : null;
                case "sha256" -> sha256 = there ? json.getString() : null;
                default -> json.skipChildren();
            }
        }
        return new Step(command, text, sha256);
    }
}
