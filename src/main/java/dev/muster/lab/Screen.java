package dev.muster.lab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows the output of one command: filtered, a page at a time, and with the faults that concern output. */
final class Screen {
    private static final int CUT_AFTER = 5;

    private final Terminal terminal;
    private final Simulation.Page page;
    private final int length;
    private final @Nullable OutputFilter filter;
    private final boolean endless;
    private int onPage;
    private int shown;
    private boolean stopped;
    private boolean cut;
    private Duration drip = Duration.ZERO;
    private String held = "";

    /** @param length lines on a page; 0 for no pages */
    Screen(Terminal terminal, Simulation.Page page, int length, @Nullable OutputFilter filter) {
        this.terminal = terminal;
        this.page = page;
        this.length = length;
        this.filter = filter;
        endless = filter != null && filter.endless();
    }

    /** From now on waits this long before each byte. */
    void dripping(Duration pause) {
        drip = pause;
    }

    /** From now on breaks the connection in the middle of the output. */
    void cutting() {
        cut = true;
    }

    /** Whether the user has seen enough. */
    boolean stopped() {
        return stopped;
    }

    /** Shows a line, unless the filter or the user is against it. */
    void line(String line) throws HungUp {
        if (stopped || (filter != null && !filter.passes(line))) {
            return;
        }
        if (length > 0 && !endless && onPage >= length - 1) {
            more();
        }
        if (!stopped) {
            onPage++;
            shown++;
            put(line);
            stopped = shown % 32 == 0 && terminal.interrupted();
        }
    }

    private void put(String line) throws HungUp {
        if (!drip.isZero()) {
            terminal.drip(line, drip);
        } else if (cut) {
            if (shown > 1) {
                terminal.showLine(held);
            }
            held = line;
            if (shown == CUT_AFTER) {
                cutHere();
            }
        } else {
            terminal.showLine(line);
        }
    }

    private void cutHere() throws HungUp {
        terminal.show(held.substring(0, held.length() / 2));
        terminal.cut();
    }

    private void more() throws HungUp {
        terminal.show(page.more());
        int key = terminal.key();
        terminal.show(page.erase());
        switch (key) {
            case ' ' -> onPage = 0;
            case '\r', '\n' -> onPage--;
            default -> stopped = true;
        }
    }

    /** Waits between two parts of an output; a user who interrupts has seen enough. */
    void pause(Duration duration) throws HungUp {
        if (!duration.isZero()) {
            terminal.pause(duration);
            stopped |= terminal.interrupted();
        }
    }

    /** The output is complete. */
    void end() throws HungUp {
        if (cut && shown > 0) {
            cutHere();
        }
    }
}
