package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.session.Answer;
import dev.muster.session.OutputStore;
import dev.muster.session.OutputStore.Landing;
import dev.muster.transfer.Outcomes.Copied;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A file from the device into the run's folder. */
final class Download {
    private final FileOrder order;
    private final Carrier carrier;
    private final DeviceCommands device;
    private final Pace pace;
    private final OutputStore store;
    private final String path;

    Download(FileOrder order, Carrier carrier, DeviceCommands device, Pace pace, OutputStore store) {
        this.order = order;
        this.carrier = carrier;
        this.device = device;
        this.pace = pace;
        this.store = store;
        this.path = order.remote();
    }

    Answer run() throws DeviceException, InterruptedException {
        try (Landing landing = store.land(order.shown())) {
            return run(landing);
        } catch (IOException e) {
            throw LocalTrouble.writing(e);
        }
    }

    private Answer run(Landing landing) throws IOException, DeviceException, InterruptedException {
        Set<Hash> wanted = EnumSet.of(Hash.SHA256);
        wanted.addAll(hashes());
        long began = System.nanoTime();
        var received = new Received(landing.stream(), landing.room(), -1, wanted);
        carrier.get(path, received);
        if (received.isShort()) {
            throw Outcomes.shorter(path, received.declared(), received.bytes());
        }
        String rate = Outcomes.rate(received.bytes(), carrier.label(), System.nanoTime() - began);
        Map<Hash, String> sums = received.sums();
        String proof = proof(sums, received.bytes());
        landing.keep();
        var copied = new Copied(received.bytes(), Objects.requireNonNull(sums.get(Hash.SHA256)), landing.file());
        return Outcomes.ok(copied, "saved as " + landing.file(), rate, "saved as " + landing.file(), proof);
    }

    private List<Hash> hashes() {
        if (!order.check().wanted()) {
            return List.of();
        }
        Hash asked = order.check().hash();
        return asked == null ? device.hashes(path) : List.of(asked);
    }

    /** What proves that the file is the device's, in words. */
    private String proof(Map<Hash, String> sums, long size) throws DeviceException, InterruptedException {
        for (Hash hash : hashes()) {
            String there = device.sum(path, hash, pace.left());
            if (there != null) {
                return same(hash, sums, there, "on the device (" + device.command(path, hash) + ")");
            }
        }
        Hash asked = order.check().hash();
        if (asked == null || !order.check().wanted()) {
            return order.check().wanted() ? "size verified" : "not verified";
        }
        Received again = Received.summed(size, EnumSet.of(asked));
        carrier.get(path, again);
        String there = again.isTaken() ? again.sums().get(asked) : null;
        if (there == null) {
            throw Outcomes.shorter(path, size, Math.max(0, carrier.size(path)));
        }
        return same(asked, sums, there, "read twice");
    }

    private String same(Hash hash, Map<Hash, String> sums, String there, String how) throws DeviceException {
        String here = Objects.requireNonNull(sums.get(hash));
        if (!there.equals(here)) {
            throw Outcomes.differs(hash, here, there, path);
        }
        return hash.label() + " " + there + " here and " + how;
    }
}
