package dev.muster.lab;

import dev.muster.lab.Terminal.End;
import dev.muster.lab.Terminal.Typed;

/** Asks for user name and password on a telnet connection, a few times. */
final class TelnetLogin {
    private final Station station;
    private final Counters counters;

    TelnetLogin(Station station, Counters counters) {
        this.station = station;
        this.counters = counters;
    }

    /** Whether the user may go on; after too many wrong tries nobody may. */
    boolean admits(Terminal terminal) throws HungUp {
        Simulation.Telnet telnet = station.simulation().telnet();
        terminal.say(station.facts().fill(telnet.banner()));
        for (int i = 0; i < telnet.tries(); i++) {
            terminal.say(station.facts().fill(telnet.user()));
            Typed user = terminal.readLine(true);
            terminal.say(telnet.password());
            Typed password = terminal.readLine(false);
            terminal.pause(station.device().latency());
            boolean ended = user.end() != End.ENTER || password.end() != End.ENTER;
            if (!ended && station.accepts(user.text(), password.text())) {
                counters.logins.increment();
                return true;
            }
            counters.authFailures.increment();
            terminal.say(telnet.denied());
        }
        return false;
    }
}
