package dev.muster.plan;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.LocalFile;
import dev.muster.job.Step;
import dev.muster.job.Step.Head;
import dev.muster.platform.Reloading;
import dev.muster.transport.Ping;
import dev.muster.yaml.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Makes steps that copy files or start the device again fit one device. */
final class UpkeepSteps {
    /** A file has a limit of its own: it takes as long as the line is slow. */
    private static final Duration USUAL_COPY_LIMIT = Duration.ofHours(2);

    private static final int LONGEST_PATH = 4096;

    private final DeviceSteps.For device;
    private final DeviceSteps steps;

    UpkeepSteps(DeviceSteps.For device, DeviceSteps steps) {
        this.device = device;
        this.steps = steps;
    }

    PlannedStep copy(Step.Copy copy) {
        Head head = copy.head();
        if (!device.bySsh() && head.when() == null) {
            steps.tell(
                    head.mark(),
                    "`copy` needs SSH, and " + device.name()
                            + " has no `ssh` in its `transport`; leave the step out for it with `when:`, or add ssh");
        }
        boolean put = copy.direction() == Step.Direction.PUT;
        String from = path(copy.from(), !put);
        String to = copy.to() == null ? "" : path(copy.to(), put);
        String name = to.isEmpty() ? lastName(from) : to;
        if (put) {
            checkLocal(copy, from);
        } else {
            checkNames(copy, from, name);
        }
        return new PlannedStep.Copy(
                head.name(),
                steps.when(head),
                Objects.requireNonNullElse(head.limit(), USUAL_COPY_LIMIT),
                copy.direction(),
                put ? copy.from().mark().path(from) : Path.of(""),
                put ? from : name,
                put ? inFolder(to, lastName(from)) : from,
                copy.verify(),
                copy.method(),
                copy.idle());
    }

    /** A path without templates has been looked at when the job was read. */
    private void checkLocal(Step.Copy copy, String from) {
        Mark mark = copy.from().mark();
        String mistake = copy.from().value().isPlain() ? null : LocalFile.mistake(mark.path(from));
        if (mistake != null) {
            steps.tell(mark, "`from`: " + mistake + " (device " + device.name() + ")");
        }
    }

    private void checkNames(Step.Copy copy, String from, String name) {
        if (lastName(from).isEmpty()) {
            steps.tell(copy.from().mark(), "`from`: `" + from + "` names no file of the device");
        } else if (name.contains("/") || name.contains("\\")) {
            Mark mark = copy.to() == null ? copy.from().mark() : copy.to().mark();
            steps.tell(
                    mark,
                    "`to`: `" + name + "` has a folder; a file of a device goes to downloads/<device>/ in the run's"
                            + " folder, and `to` is its name there");
        }
    }

    /** A path that ends as a folder or drive does takes the name of the file. */
    private static String inFolder(String to, String name) {
        return to.isEmpty() || to.endsWith("/") || to.endsWith(":") ? to + name : to;
    }

    private static String lastName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    private String path(Sourced<Template> template, boolean onDevice) {
        String path = steps.filled(template);
        boolean odd =
                path.isBlank() || path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl);
        if (odd) {
            steps.tell(
                    template.mark(),
                    "`" + template.value() + "` gives no path" + (onDevice ? " on the device" : "") + " for "
                            + device.name() + ": a path has 1 to " + LONGEST_PATH
                            + " characters and none of them invisible");
        }
        return path;
    }

    PlannedStep reload(Step.Reload reload) {
        Head head = reload.head();
        Reloading known = device.platform().reloading();
        Sourced<Template> own = reload.command();
        if (own == null && known == null && head.when() == null) {
            steps.tell(
                    head.mark(),
                    "platform " + device.platform().id() + " (device " + device.name()
                            + ") names no command that starts it again; give it: reload: {command: ...}");
        }
        String command = own != null ? steps.filled(own).strip() : known == null ? "" : known.command();
        return new PlannedStep.Reload(
                head.name(), steps.when(head), steps.limit(head), command, reload.save(), reload.patience());
    }

    /** Echoes take as long as they take: the limit for a command is not theirs. */
    PlannedStep ping(Step.Ping ping) {
        Step.Head head = ping.head();
        Duration limit = Objects.requireNonNullElse(head.limit(), Ping.usualLimit(ping.count()));
        String host = String.valueOf(device.names().get("host"));
        return new PlannedStep.Ping(head.name(), steps.when(head), limit, host, ping.count());
    }
}
