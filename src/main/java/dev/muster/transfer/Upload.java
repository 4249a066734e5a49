package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import dev.muster.transfer.Outcomes.Copied;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file to the device: not sent when it is there already, checked when it was. */
final class Upload {
    private final FileOrder order;
    private final Carrier carrier;
    private final DeviceCommands device;
    private final Pace pace;
    private final LocalSums localSums;
    private final String path;

    Upload(FileOrder order, Carrier carrier, DeviceCommands device, Pace pace, LocalSums localSums) {
        this.order = order;
        this.carrier = carrier;
        this.device = device;
        this.pace = pace;
        this.localSums = localSums;
        this.path = order.remote();
    }

    /** A checksum of the file on the device and how it was made. */
    private record Proof(String sum, String how) {}

    Answer run() throws DeviceException, InterruptedException {
        Hash hash = hash();
        EnumSet<Hash> wanted = EnumSet.of(Hash.SHA256);
        if (hash != null) {
            wanted.add(hash);
        }
        LocalSums.Sums here = localSums.of(order.local(), wanted);
        var copied = new Copied(here.size(), here.of(Hash.SHA256), null);
        Proof before = hash == null ? null : before(hash, here.size());
        if (hash != null && before != null && before.sum().equals(here.of(hash))) {
            return Outcomes.ok(
                    copied,
                    "unchanged: the device has it already",
                    "unchanged, " + here.size() + " bytes",
                    hash.label() + " " + before.sum() + " here and " + before.how());
        }
        checkSpace(here.size());
        long began = System.nanoTime();
        send(here.size());
        String rate = Outcomes.rate(here.size(), carrier.label(), System.nanoTime() - began);
        return proved(hash, here, copied, rate);
    }

    /** What is compared; null where sizes must do, or nothing is wanted. */
    private @Nullable Hash hash() {
        if (!order.check().wanted()) {
            return null;
        }
        return order.check().hash() != null ? order.check().hash() : device.best(path);
    }

    private @Nullable Proof before(Hash hash, long size) throws DeviceException, InterruptedException {
        if (device.command(path, hash) != null) {
            String sum = device.sum(path, hash, pace.left());
            return sum == null ? null : new Proof(sum, "on the device (" + device.command(path, hash) + ")");
        }
        long there = carrier.size(path);
        if (there >= 0 && there != size) {
            return null;
        }
        try {
            return readBack(hash, size);
        } catch (DeviceException e) {
            if (e.failure().kind() == FailureKind.REFUSED_COMMAND) {
                return null; // mostly because it is not there
            }
            throw e;
        }
    }

    private @Nullable Proof readBack(Hash hash, long size) throws DeviceException, InterruptedException {
        Received back = Received.summed(size, EnumSet.of(hash));
        carrier.get(path, back);
        String sum = back.sums().get(hash);
        return back.isTaken() && sum != null ? new Proof(sum, "read back") : null;
    }

    private void checkSpace(long size) throws DeviceException, InterruptedException {
        long free = device.free(path, pace.left());
        free = free < 0 ? carrier.free(path) : free;
        if (free < 0) {
            return;
        }
        long replaced = Math.max(0, carrier.size(path));
        if (free + replaced < size) {
            throw new DeviceException(Failure.of(
                            FailureKind.REFUSED_COMMAND,
                            Stage.STEP,
                            String.format(
                                    Locale.ROOT,
                                    "no room for `%s`: %,d bytes are free and the file has %,d; nothing was sent",
                                    path,
                                    free,
                                    size))
                    .withHint("remove files that are not needed from the device, then run again"));
        }
    }

    private void send(long size) throws DeviceException, InterruptedException {
        pace.begin(size);
        try (InputStream in = Files.newInputStream(order.local())) {
            carrier.put(new Carrier.Source(in, size), path);
        } catch (IOException e) {
            throw LocalTrouble.reading(e);
        } catch (DeviceException e) {
            throw pace.hasMoved() ? new DeviceException(leftIncomplete(e.failure())) : e;
        }
    }

    private Failure leftIncomplete(Failure failure) {
        return new Failure(
                failure.kind(),
                failure.stage(),
                failure.message() + "; the device may hold an incomplete `" + path + "`",
                failure.expected(),
                failure.lastOutput(),
                failure.hint());
    }

    private Answer proved(@Nullable Hash hash, LocalSums.Sums here, Copied copied, String rate)
            throws DeviceException, InterruptedException {
        if (!order.check().wanted()) {
            return Outcomes.ok(copied, "copied, not verified", rate, "not verified");
        }
        Proof proof = hash == null ? null : after(hash, here.size());
        if (hash == null || proof == null) {
            return bySize(copied, rate);
        }
        if (!proof.sum().equals(here.of(hash))) {
            throw Outcomes.differs(hash, here.of(hash), proof.sum(), path);
        }
        return Outcomes.ok(
                copied,
                "copied, " + hash.label() + " verified "
                        + (proof.how().equals("read back") ? "by reading it back" : "by the device"),
                rate,
                hash.label() + " " + proof.sum() + " here and " + proof.how());
    }

    private @Nullable Proof after(Hash hash, long size) throws DeviceException, InterruptedException {
        String sum = device.sum(path, hash, pace.left());
        if (sum != null) {
            return new Proof(sum, "on the device (" + device.command(path, hash) + ")");
        }
        pace.begin(size);
        Proof back = readBack(hash, size);
        if (back == null) {
            throw Outcomes.shorter(path, size, Math.max(0, carrier.size(path)));
        }
        return back;
    }

    private Answer bySize(Copied copied, String rate) throws DeviceException, InterruptedException {
        long there = carrier.size(path);
        if (there < 0) {
            return Outcomes.ok(
                    copied, "copied, not verified", rate, "not verified: the device tells neither sum nor size");
        }
        if (there != copied.bytes()) {
            throw Outcomes.shorter(path, copied.bytes(), there);
        }
        return Outcomes.ok(
                copied, "copied, size verified", rate, "size verified; `verify: sha256` would read the file back");
    }
}
