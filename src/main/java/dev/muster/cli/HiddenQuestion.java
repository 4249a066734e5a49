package dev.muster.cli;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody at a terminal types without seeing it. */
final class HiddenQuestion {
    private HiddenQuestion() {}

    /** What was typed; null where nobody sits at a terminal. */
    @SuppressWarnings("SystemConsoleNull") // null on JDK 21 without a terminal; later ones know whether it is one
    static char @Nullable [] ask(String question, Map<String, String> environment) {
        Console terminal = System.console();
        return terminal != null && "1".equals(environment.get("MUSTER_TTY")) ? terminal.readPassword(question) : null;
    }
}
