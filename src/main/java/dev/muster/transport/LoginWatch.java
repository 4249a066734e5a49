package dev.muster.transport;

/** Hears a login that a transport holds over the line itself, secrets included. */
public interface LoginWatch {
    /** Hears nothing. */
    LoginWatch NONE = new LoginWatch() {
        @Override
        public void received(byte[] bytes) {
            // nobody wants to know
        }

        @Override
        public void typed(byte[] bytes) {
            // nobody wants to know
        }
    };

    /** The device said this. */
    void received(byte[] bytes);

    /** Muster typed this. */
    void typed(byte[] bytes);
}
