package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.session.Answer;
import dev.muster.session.OutputStore;
import dev.muster.session.OutputStore.Landing;
import dev.muster.transfer.Outcomes.Copied;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        Hash hash = hash();
        EnumSet<Hash> wanted = EnumSet.of(Hash.SHA256);
        if (hash != null) {
            wanted.add(hash);
        }
        long began = System.nanoTime();
        var received = new Received(landing.stream(), landing.room(), -1, wanted);
        carrier.get(path, received);
        if (received.isShort()) {
            throw Outcomes.shorter(path, received.declared(), received.bytes());
        }
        String rate = Outcomes.rate(received.bytes(), carrier.label(), System.nanoTime() - began);
        Map<Hash, String> sums = received.sums();
        String proof =
                hash == null ? unproved() : proof(hash, Objects.requireNonNull(sums.get(hash)), received.bytes());
        landing.keep();
        var copied = new Copied(received.bytes(), Objects.requireNonNull(sums.get(Hash.SHA256)), landing.file());
        return Outcomes.ok(copied, "saved as " + landing.file(), rate, "saved as " + landing.file(), proof);
    }

    private @Nullable Hash hash() {
        if (!order.check().wanted()) {
            return null;
        }
        return order.check().hash() != null ? order.check().hash() : device.best(path);
    }

    private String unproved() {
        return order.check().wanted() ? "size verified" : "not verified";
    }

    private String proof(Hash hash, String here, long size) throws DeviceException, InterruptedException {
        String there = device.sum(path, hash, pace.left());
        String how = "on the device (" + device.command(path, hash) + ")";
        if (there == null && order.check().hash() == null) {
            return "size verified";
        }
        if (there == null) {
            Received again = Received.summed(size, EnumSet.of(hash));
            carrier.get(path, again);
            there = again.isTaken() ? again.sums().get(hash) : null;
            how = "read twice";
        }
        if (there == null) {
            throw Outcomes.shorter(path, size, Math.max(0, carrier.size(path)));
        }
        if (!there.equals(here)) {
            throw Outcomes.differs(hash, here, there, path);
        }
        return hash.label() + " " + there + " here and " + how;
    }
}
