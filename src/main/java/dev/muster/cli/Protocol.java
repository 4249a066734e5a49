package dev.muster.cli;

/** What {@code muster check} can try. */
enum Protocol {
    SSH("ssh", 22, 22),
    TELNET("telnet", 23, 23),
    HTTP("http", 443, 80),
    NETCONF("netconf", 830, 830),
    PING("ping", 0, 0);

    private final String transport;
    private final int port;
    private final int otherPort;

    Protocol(String transport, int port, int otherPort) {
        this.transport = transport;
        this.port = port;
        this.otherPort = otherPort;
    }

    /** The transport of an inventory that is the same. */
    String transport() {
        return transport;
    }

    /** Its port where a device has none of its own for it. */
    int port() {
        return port;
    }

    /** Where it may be when not there. */
    int otherPort() {
        return otherPort;
    }
}
