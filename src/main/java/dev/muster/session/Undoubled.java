package dev.muster.session;

import dev.muster.result.DeviceException;
import java.util.ArrayList;
import java.util.List;

/** Passes lines on, but holds back those that are the bare prompt: directly before the prompt they are no output. */
final class Undoubled implements LineSink {
    /** A device that shows nothing but its prompt must not fill the memory. */
    private static final int MOST = 1000;

    private final Prompts prompts;
    private final LineSink sink;
    private final List<String> held = new ArrayList<>();

    Undoubled(Prompts prompts, LineSink sink) {
        this.prompts = prompts;
        this.sink = sink;
    }

    @Override
    public void line(String line) throws DeviceException {
        if (prompts.isLast(line)) {
            held.add(line);
        }
        if (held.size() > MOST || !prompts.isLast(line)) {
            release();
        }
        if (!prompts.isLast(line)) {
            sink.line(line);
        }
    }

    /** Passes on what was held back: no prompt follows. */
    void release() throws DeviceException {
        for (String line : held) {
            sink.line(line);
        }
        held.clear();
    }
}
