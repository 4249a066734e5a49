package dev.muster.transport;

/** One way to reach a device: a protocol and its port. */
public sealed interface Way {
    /** The port, from 1; 0 while a lab device is not started. */
    int port();

    /** What users call it. */
    String label();

    /** A shell over SSH. */
    record Ssh(int port) implements Way {
        public static final int USUAL_PORT = 22;

        @Override
        public String label() {
            return "ssh";
        }
    }

    /**
     * Telnet, where everything goes over the line in clear, the password too.
     *
     * @param login what the login shows
     */
    record Telnet(int port, TelnetLogin login) implements Way {
        public static final int USUAL_PORT = 23;

        @Override
        public String label() {
            return "telnet";
        }
    }
}
