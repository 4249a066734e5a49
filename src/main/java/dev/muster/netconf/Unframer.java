package dev.muster.netconf;

import dev.muster.transport.ByteQueue;

/** Takes messages out of the bytes of a device, however those are cut. */
sealed interface Unframer permits EndMarker, Chunks {
    /** The least room that {@link #take} needs. */
    int LEAST_ROOM = 16;

    /** The message is over; what follows belongs to the next. */
    int END = -1;

    /**
     * Moves bytes of the message out of the queue.
     *
     * @param most at least {@link #LEAST_ROOM}
     * @return how many; 0 when the queue has too few, {@link #END} when the message is over
     * @throws Broken when the bytes cannot be a message
     */
    int take(ByteQueue from, byte[] to, int offset, int most) throws Broken;
}
