package dev.muster.audit;

import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.ParseStatus;
import dev.muster.result.Parsed;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answers of one device to the step or command that a check looks at. */
final class Answers {
    private final DeviceResult device;
    private final String of;
    private final Path folder;
    private final OutputLines reading;

    Answers(DeviceResult device, String of, Path folder, OutputLines reading) {
        this.device = device;
        this.of = of;
        this.folder = folder;
        this.reading = reading;
    }

    Path folder() {
        return folder;
    }

    OutputLines reading() {
        return reading;
    }

    String device() {
        return device.device();
    }

    /**
     * The steps with answers that are whole.
     *
     * @throws CannotTell when there is none, or one that did not end well
     */
    List<StepResult> steps() {
        List<StepResult> steps =
                device.steps().stream().filter(step -> step.name().equals(of)).toList();
        if (steps.isEmpty()) {
            steps = device.steps().stream()
                    .filter(step -> step.command().equals(of))
                    .toList();
        }
        if (steps.isEmpty()) {
            throw new CannotTell(
                    device.outcome() instanceof Outcome.Ok
                            ? "the device was not asked " + Shown.quoted(of)
                            : "the device was not asked " + Shown.quoted(of) + ": " + reason(device.decisive()));
        }
        for (StepResult step : steps) {
            if (step.status() != Status.OK || step.output() == null) {
                throw new CannotTell(
                        Shown.quoted(step.command()) + " was " + word(step.status()) + ": " + reason(step.outcome()));
            }
        }
        return steps;
    }

    static String word(Status status) {
        return switch (status) {
            case OK -> "not answered";
            case SKIPPED -> "skipped";
            case CANCELLED -> "cancelled";
            case REFUSED -> "refused";
            case UNKNOWN -> "cut off";
            case TIMED_OUT -> "not answered in time";
            case FAILED -> "failed";
        };
    }

    private static String reason(Outcome outcome) {
        String message = outcome.message();
        return message.isEmpty() ? "no reason is known" : Shown.line(message);
    }

    /**
     * The rows of all answers.
     *
     * @throws CannotTell when there can be none
     */
    List<Map<String, @Nullable Object>> rows() {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (StepResult step : steps()) {
            Parsed parsed = step.parsed();
            if (parsed == null) {
                throw new CannotTell(
                        "there are no rows of " + Shown.quoted(step.command()) + ": its step has no `parse`");
            }
            if (parsed.status() == ParseStatus.NO_TEMPLATE) {
                throw new CannotTell("there are no rows of " + Shown.quoted(step.command())
                        + ": no template parses it for " + device.platform());
            }
            rows.addAll(parsed.rows());
        }
        return rows;
    }

    /** The whole text. */
    String text() throws IOException {
        var texts = new ArrayList<String>();
        for (StepResult step : steps()) {
            texts.add(reading.text(output(step), folder));
        }
        return String.join("\n", texts);
    }

    /** Every line of all answers. */
    void each(List<Pattern> ignore, OutputLines.Taker taker) throws IOException {
        for (StepResult step : steps()) {
            reading.each(output(step), folder, ignore, taker);
        }
    }

    /** All lines of all answers. */
    List<String> lines(List<Pattern> ignore) throws IOException {
        var lines = new ArrayList<String>();
        for (StepResult step : steps()) {
            lines.addAll(reading.all(output(step), folder, ignore));
        }
        return lines;
    }

    static Output output(StepResult step) {
        Output output = step.output();
        return output == null ? Output.of("") : output;
    }
}
