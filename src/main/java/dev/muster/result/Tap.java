package dev.muster.result;

/**
 * Hears what passes between Muster and one device, without its secrets; called by the thread of the device, in order. A
 * text has a character for every byte.
 */
public interface Tap {
    /** The connection is about to be opened; again for another attempt. */
    void opening();

    /** The device said this; pieces end where lines end or where the device paused. */
    void received(String bytes);

    /** Muster typed this. */
    void typed(String bytes);

    /**
     * The login is over; what follows is the session.
     *
     * @param how the protocol, the device's software and what was agreed on, for people
     */
    void opened(String how);

    /** The connection or the login did not come about. */
    void notOpened(Failure failure);

    /**
     * The connection has ended.
     *
     * @param byDevice whether the device ended it
     */
    void closed(boolean byDevice);
}
