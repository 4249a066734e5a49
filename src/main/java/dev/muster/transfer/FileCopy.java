package dev.muster.transfer;

import dev.muster.platform.Copying;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import dev.muster.session.CliSession;
import dev.muster.transport.SideChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Copies one file to or from a device and proves that it arrived. */
public final class FileCopy {
    private final Shell shell;
    private final Copying platform;
    private final LocalSums sums;
    private final Consumer<String> notice;

    /**
     * @param sums of local files, shared by all devices of a run
     * @param notice told when another protocol or another connection was used than the first
     */
    public FileCopy(Shell shell, Copying platform, LocalSums sums, Consumer<String> notice) {
        this.shell = shell;
        this.platform = platform;
        this.sums = sums;
        this.notice = notice;
    }

    /** What came of it; the output's size and checksum are those of the file. */
    public Answer run(FileOrder order) throws InterruptedException {
        try {
            return copied(order);
        } catch (DeviceException e) {
            Outcome why = shell.aborted();
            Failure failure = withNeeds(e.failure());
            return new Answer(why != null ? why : new Outcome.Failed(failure), Output.of(""), "");
        }
    }

    private Failure withNeeds(Failure failure) {
        return failure.kind() == FailureKind.REFUSED_COMMAND && platform.needs() != null
                ? failure.withHint(failure.hint() + "; this platform takes files only with `" + platform.needs()
                        + "` in its configuration")
                : failure;
    }

    private Answer copied(FileOrder order) throws DeviceException, InterruptedException {
        CliSession session = shell.open();
        var pace = new Pace(order.idle(), order.limit());
        try (SideChannels channels = session.sideChannels()) {
            if (channels == null) {
                throw new DeviceException(Failure.of(
                                FailureKind.REFUSED_COMMAND,
                                Stage.STEP,
                                "copying needs SSH, and this device was reached by telnet")
                        .withHint("let SSH in on the device, or leave the step out for it with `when:`"));
            }
            try (Carrier carrier = carrier(order, channels, pace)) {
                var commands = new DeviceCommands(shell, platform);
                return order.toDevice()
                        ? new Upload(order, carrier, commands, pace, sums).run()
                        : new Download(order, carrier, commands, pace, session.store()).run();
            } finally {
                if (channels.areApart()) {
                    notice.accept("one session per connection: the file goes over a connection of its own");
                }
            }
        }
    }

    private Carrier carrier(FileOrder order, SideChannels channels, Pace pace)
            throws DeviceException, InterruptedException {
        List<FileOrder.Protocol> protocols = protocols(order);
        if (protocols.getFirst() == FileOrder.Protocol.SFTP) {
            Carrier sftp = Sftp.open(channels, pace);
            if (sftp != null) {
                return sftp;
            }
            if (protocols.size() == 1) {
                throw new DeviceException(
                        Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, "the device offers no SFTP")
                                .withHint("switch SFTP on there, or set `method: scp`"));
            }
            notice.accept("the device offers no SFTP: copied by scp");
        }
        return new Scp(channels, pace);
    }

    private List<FileOrder.Protocol> protocols(FileOrder order) {
        if (order.protocol() != null) {
            return List.of(order.protocol());
        }
        var usual = new ArrayList<>(List.of(FileOrder.Protocol.SFTP, FileOrder.Protocol.SCP));
        if (platform.method() != null) {
            usual.removeIf(protocol -> !protocol.name().equalsIgnoreCase(platform.method()));
        }
        return usual;
    }
}
