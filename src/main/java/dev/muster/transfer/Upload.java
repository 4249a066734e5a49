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
import java.util.List;
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
    private record Proof(Hash hash, String sum, String how) {}

    Answer run() throws DeviceException, InterruptedException {
        LocalSums.Sums here = localSums.of(order.local(), EnumSet.of(Hash.SHA256));
        var copied = new Copied(here.size(), here.of(Hash.SHA256), null);
        Proof before = before(here.size());
        if (before != null && before.sum().equals(here(before.hash()))) {
            return Outcomes.ok(
                    copied,
                    "unchanged: the device has it already",
                    "unchanged, " + here.size() + " bytes",
                    before.hash().label() + " " + before.sum() + " here and " + before.how());
        }
        checkSpace(here.size());
        long began = System.nanoTime();
        send(here.size());
        return proved(copied, Outcomes.rate(here.size(), carrier.label(), System.nanoTime() - began));
    }

    private String here(Hash hash) throws DeviceException {
        return localSums.of(order.local(), EnumSet.of(hash)).of(hash);
    }

    private @Nullable Hash asked() {
        return order.check().hash();
    }

    /** The sum by the device's own command, or null where it makes none. */
    private @Nullable Proof byDevice() throws DeviceException, InterruptedException {
        List<Hash> hashes = asked() != null ? List.of(asked()) : device.hashes(path);
        for (Hash hash : hashes) {
            String sum = device.sum(path, hash, pace.left());
            if (sum != null) {
                return new Proof(hash, sum, "on the device (" + device.command(path, hash) + ")");
            }
        }
        return null;
    }

    private @Nullable Proof before(long size) throws DeviceException, InterruptedException {
        if (!order.check().wanted()) {
            return null;
        }
        Proof proof = byDevice();
        Hash hash = asked();
        boolean tells = proof != null || (hash != null && device.command(path, hash) != null);
        if (tells || hash == null || carrier.size(path) != size) {
            return proof;
        }
        return readBack(hash, size);
    }

    private @Nullable Proof readBack(Hash hash, long size) throws DeviceException, InterruptedException {
        Received back = Received.summed(size, EnumSet.of(hash));
        carrier.get(path, back);
        String sum = back.sums().get(hash);
        return back.isTaken() && sum != null ? new Proof(hash, sum, "read back") : null;
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

    private Answer proved(Copied copied, String rate) throws DeviceException, InterruptedException {
        if (!order.check().wanted()) {
            return Outcomes.ok(copied, "copied, not verified", rate, "not verified");
        }
        Proof proof = byDevice();
        Hash hash = asked();
        if (proof == null && hash == null) {
            return bySize(copied, rate);
        }
        String how = "by the device";
        if (proof == null && hash != null) {
            how = "by reading it back";
            proof = sentBack(hash, copied.bytes());
        }
        if (proof == null) {
            throw Outcomes.shorter(path, copied.bytes(), Math.max(0, carrier.size(path)));
        }
        String here = here(proof.hash());
        if (!proof.sum().equals(here)) {
            throw Outcomes.differs(proof.hash(), here, proof.sum(), path);
        }
        String label = proof.hash().label();
        return Outcomes.ok(
                copied,
                "copied, " + label + " verified " + how,
                rate,
                label + " " + proof.sum() + " here and " + proof.how());
    }

    private @Nullable Proof sentBack(Hash hash, long size) throws DeviceException, InterruptedException {
        pace.begin(size);
        return readBack(hash, size);
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
