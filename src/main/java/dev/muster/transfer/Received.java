package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

/** A file on its way from the device: counted, summed up, written where it goes. */
final class Received implements Carrier.Sink {
    /** A log may grow while it is read; a device that never ends must not fill the disk. */
    private static final long MOST_GROWTH = 64L << 20;

    private static final long MOST_UNKNOWN = 4L << 30;

    private final OutputStream stream;
    private final long room;
    private final long only;
    private final LocalSums.Digests digests;
    private long declared = -1;
    private long bytes;
    private boolean taken;

    /**
     * @param room how many bytes fit
     * @param only the size that is of interest; another leaves the file; -1 for any
     */
    Received(OutputStream stream, long room, long only, Set<Hash> wanted) {
        this.stream = stream;
        this.room = room;
        this.only = only;
        this.digests = new LocalSums.Digests(wanted);
    }

    /** A file that is read for its sums alone. */
    static Received summed(long only, Set<Hash> wanted) {
        return new Received(OutputStream.nullOutputStream(), Long.MAX_VALUE, only, wanted);
    }

    @Override
    public boolean begin(long size) throws DeviceException {
        declared = size;
        taken = only < 0 || size < 0 || size == only;
        if (size > room) {
            throw LocalTrouble.of(
                    "the file has " + size + " bytes and the disk of the run's folder has room for " + room,
                    "make room, or choose another folder with --out");
        }
        return taken;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws DeviceException {
        bytes += length;
        long most = declared > 0 ? declared + MOST_GROWTH : MOST_UNKNOWN;
        if (bytes > most) {
            throw new DeviceException(Failure.of(
                            FailureKind.OUTPUT_LIMIT, Stage.STEP, "the file does not end: more than " + most + " bytes")
                    .withHint("copy a file of a size that the device knows"));
        }
        digests.add(from, offset, length);
        try {
            stream.write(from, offset, length);
        } catch (IOException e) {
            throw LocalTrouble.writing(e);
        }
    }

    /** Whether the file was read, and is not of another size than wanted. */
    boolean isTaken() {
        return taken && (only < 0 || bytes == only);
    }

    /** Whether fewer bytes came than the device had said. */
    boolean isShort() {
        return bytes < declared;
    }

    /** How many bytes the device had announced; -1 when it had not. */
    long declared() {
        return declared;
    }

    long bytes() {
        return bytes;
    }

    /** The sums; once, at the end. */
    Map<Hash, String> sums() {
        return digests.finish();
    }
}
