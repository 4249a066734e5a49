package dev.muster.testkit;

import dev.muster.platform.Telnet;
import dev.muster.transport.TelnetLogin;

/** What telnet logins show. */
public final class Logins {
    /** On most devices. */
    public static final TelnetLogin USUAL =
            new TelnetLogin(Telnet.USUAL.user(), Telnet.USUAL.password(), Telnet.USUAL.failed());

    private Logins() {}
}
