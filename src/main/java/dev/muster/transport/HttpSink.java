package dev.muster.transport;

import dev.muster.result.DeviceException;

/** Takes the body of an answer piece by piece; may refuse more. */
public interface HttpSink {

    /** The head has come; the body follows. */
    void begin(HttpHead head) throws DeviceException;

    /** The next bytes. */
    void take(byte[] bytes) throws DeviceException;
}
