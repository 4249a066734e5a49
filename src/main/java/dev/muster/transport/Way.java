package dev.muster.transport;

import org.jspecify.annotations.Nullable;

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
     * NETCONF over SSH, without a command line.
     *
     * @param base the only version of the protocol that is offered to the device, or null for all
     */
    record Netconf(int port, @Nullable String base) implements Way {
        public static final int USUAL_PORT = 830;

        @Override
        public String label() {
            return "netconf";
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
