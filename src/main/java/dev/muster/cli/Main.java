package dev.muster.cli;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process: everything else takes its streams and returns a status. */
public final class Main {
    /** Held here because the logging of the JDK forgets loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] args) {
        // What goes wrong with a device is in its result; the libraries' own warnings would only disturb.
        ROOT.setLevel(Level.OFF);
        Map<String, String> environment = System.getenv();
        int status = MusterCommand.run(args, environment);
        System.exit(status);
    }
}
