package dev.muster.session;

import dev.muster.result.DeviceException;

/** Takes the lines of an answer as they come. */
interface LineSink {
    /** A sink that keeps nothing. */
    LineSink NOTHING = line -> {};

    /** Takes a line without its end. */
    void line(String line) throws DeviceException;
}
