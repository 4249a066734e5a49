package dev.muster.transfer;

import dev.muster.result.DeviceException;
import java.io.IOException;
import java.io.InputStream;

/** Moves files by one protocol. Devices' refusals are failures of kind {@code refused_command} with the device's words. */
interface Carrier extends AutoCloseable {

    /** What users call the protocol. */
    String label();

    /** The size of a file on the device; -1 when there is none or it cannot be told without reading it. */
    long size(String path) throws DeviceException, InterruptedException;

    /** How many bytes are free where the path lies; -1 when that cannot be told. */
    default long free(String path) throws DeviceException, InterruptedException {
        return -1;
    }

    /** Sends a file, in place of what is there. */
    void put(Source source, String path) throws DeviceException, InterruptedException;

    /** Fetches a file. */
    void get(String path, Sink sink) throws DeviceException, InterruptedException;

    @Override
    void close();

    /** What is sent: so many bytes and no more. */
    record Source(InputStream stream, long size) {
        /** The next bytes, fewer only at the end; 0 after it. */
        int read(byte[] into, int offset, int most) throws DeviceException {
            try {
                return stream.readNBytes(into, offset, most);
            } catch (IOException e) {
                throw LocalTrouble.reading(e);
            }
        }
    }

    /** Where a fetched file goes. */
    interface Sink {
        /** The file is so large; -1 where the device does not say. False to leave it. */
        boolean begin(long size) throws DeviceException;

        void write(byte[] bytes, int offset, int length) throws DeviceException;
    }
}
